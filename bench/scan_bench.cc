// scan_bench ARCHIVE_DIR: how fast pages are read, beside libxml2's SAX parser over the same bytes.
//   scan.ours       TagScanner alone: every text run, every tag, the href of every <a>
//   scan.libxml2    htmlParseChunk with start, end and text callbacks, the href of every <a>
//   scan.page       ReadHtmlPage: paragraphs, links, captions, tags, related list
// CPU time, all kinds in turn, five rounds, median. Prints `name value unit` lines.
#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/html_page.h"
#include "ingest/tag_scanner.h"

namespace {

constexpr int kRounds = 5;
std::size_t g_sink = 0;  // keeps the work from being optimized away

// The HTML of an archive file: what follows the line of dashes and the empty line.
std::string HtmlOf(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string file(std::istreambuf_iterator<char>(in), {});
  const std::size_t dashes = file.find("\n------\n");
  if (dashes == std::string::npos) return {};
  return file.substr(std::min(file.find_first_not_of('\n', dashes + 8), file.size()));
}

std::vector<std::string> LoadPages(const std::filesystem::path& dir) {
  std::vector<std::string> pages;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(dir)) {
    if (entry.is_regular_file()) pages.push_back(HtmlOf(entry.path()));
  }
  std::ranges::sort(pages);
  return pages;
}

void ScanOurs(const std::string& page) {
  kg::TagScanner scanner(page);
  for (kg::Token token = scanner.Next(); token.kind != kg::TokenKind::kEnd;
       token = scanner.Next()) {
    g_sink += token.text.size() + static_cast<std::size_t>(token.tag);
    if (token.tag == kg::Tag::kA && token.kind == kg::TokenKind::kOpen) {
      g_sink += kg::FindAttribute(token.attributes, "href").value_or("").size();
    }
  }
}

void ReadPage(const std::string& page) {
  const kg::PageContent content = kg::ReadHtmlPage(page, "");
  g_sink += content.paragraphs.size() + content.anchors.size();
}

void OnStart(void*, const xmlChar* name, const xmlChar** attributes) {
  g_sink += name[0];
  for (; attributes != nullptr && *attributes != nullptr; attributes += 2) {
    if (std::strcmp(reinterpret_cast<const char*>(attributes[0]), "href") == 0 && attributes[1]) {
      g_sink += static_cast<std::size_t>(xmlStrlen(attributes[1]));
    }
  }
}
void OnEnd(void*, const xmlChar* name) { g_sink += name[0]; }
void OnText(void*, const xmlChar*, int size) { g_sink += static_cast<std::size_t>(size); }

void ScanLibxml2(const std::string& page) {
  htmlSAXHandler handler{};
  handler.startElement = OnStart;
  handler.endElement = OnEnd;
  handler.characters = OnText;
  handler.cdataBlock = OnText;
  htmlParserCtxtPtr context =
      htmlCreatePushParserCtxt(&handler, nullptr, nullptr, 0, nullptr, XML_CHAR_ENCODING_UTF8);
  htmlCtxtUseOptions(context, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING);
  htmlParseChunk(context, page.data(), static_cast<int>(page.size()), 1);
  if (context->myDoc != nullptr) xmlFreeDoc(context->myDoc);
  htmlFreeParserCtxt(context);
}

double CpuSeconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

struct Kind {
  const char* name;
  void (*read)(const std::string& page);
  std::array<double, kRounds> seconds{};

  double median() const {
    std::array<double, kRounds> sorted = seconds;
    std::ranges::sort(sorted);
    return sorted[kRounds / 2];
  }
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: scan_bench ARCHIVE_DIR\n", stderr);
    return 2;
  }
  const std::vector<std::string> pages = LoadPages(argv[1]);
  double bytes = 0;
  for (const std::string& page : pages) bytes += static_cast<double>(page.size());
  std::array<Kind, 3> kinds = {
      {{"scan.ours", ScanOurs}, {"scan.libxml2", ScanLibxml2}, {"scan.page", ReadPage}}};
  for (std::size_t round = 0; round < kRounds; ++round) {
    for (Kind& kind : kinds) {
      const double start = CpuSeconds();
      for (const std::string& page : pages) kind.read(page);
      kind.seconds[round] = CpuSeconds() - start;
    }
  }
  for (const Kind& kind : kinds) {
    std::printf("%s.speed %.1f MB/s\n", kind.name, bytes / 1e6 / kind.median());
    std::printf("%s.page %.2f us\n", kind.name,
                1e6 * kind.median() / static_cast<double>(std::max<std::size_t>(pages.size(), 1)));
  }
  std::printf("scan.libxml2_over_ours %.2f x\n", kinds[1].median() / kinds[0].median());
  std::printf("scan.libxml2_over_page %.2f x\n", kinds[1].median() / kinds[2].median());
  std::fprintf(stderr, "%zu pages, %.1f MB (%zu)\n", pages.size(), bytes / 1e6, g_sink);
  return 0;
}
