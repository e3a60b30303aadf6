// On well-formed pages the scanner, which has no tree, must see the text and the links that
// libxml2's parser sees, which has one.
#include <gtest/gtest.h>
#include <libxml/HTMLparser.h>

#include <array>
#include <memory>
#include <random>

#include "graph/utf8.h"
#include "ingest/html_page.h"

namespace kg {
namespace {

std::string_view NameOf(const xmlNode* node) { return reinterpret_cast<const char*>(node->name); }

bool IsBlockElement(std::string_view name) {
  constexpr std::array<std::string_view, 14> kBlocks = {
      "p",          "div", "h2",      "h3",      "ul",   "ol",   "li",
      "blockquote", "br",  "section", "article", "body", "html", "table"};
  return std::find(kBlocks.begin(), kBlocks.end(), name) != kBlocks.end();
}

/// Text and links of a tree, in order of the document.
class TreeReader {
 public:
  explicit TreeReader(const std::string& html)
      : tree_(htmlReadMemory(html.data(), static_cast<int>(html.size()), "", "UTF-8",
                             HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                 HTML_PARSE_RECOVER),
              xmlFreeDoc) {
    if (tree_) Walk(xmlDocGetRootElement(tree_.get()));
    Break();
  }

  std::vector<std::string> paragraphs{};
  std::vector<std::string> links{};  // "address: paragraph, start-end"

 private:
  void Walk(const xmlNode* first) {
    for (const xmlNode* node = first; node != nullptr; node = node->next) {
      if (node->type == XML_TEXT_NODE) AddText(reinterpret_cast<const char*>(node->content));
      if (node->type != XML_ELEMENT_NODE) continue;
      const std::string_view name = NameOf(node);
      if (name == "script" || name == "style") continue;
      if (IsBlockElement(name)) Break();
      if (name == "a") OpenLink(node);
      Walk(node->children);
      if (name == "a") CloseLink();
      if (IsBlockElement(name)) Break();
    }
  }

  void OpenLink(const xmlNode* node) {
    xmlChar* address =
        xmlGetProp(const_cast<xmlNode*>(node), reinterpret_cast<const xmlChar*>("href"));
    address_ = address == nullptr ? "" : reinterpret_cast<const char*>(address);
    xmlFree(address);
    start_ = end_ = 0;
  }

  void CloseLink() {
    EndPiece();
    address_.clear();
  }

  void EndPiece() {
    if (end_ > start_ && !address_.empty()) {
      links.push_back(address_ + ": " + std::to_string(paragraphs.size()) + ", " +
                      std::to_string(start_) + "-" + std::to_string(end_));
    }
    start_ = end_ = 0;
  }

  void AddText(std::string_view text) {
    for (std::size_t pos = 0; pos < text.size();) {
      const char32_t c = NextCodePoint(text, &pos);
      if (c == ' ' || c == '\t' || c == '\n' || c == 0xA0 || c == 0x3000) {
        blank_ = size_ > 0;
        continue;
      }
      if (blank_) {
        paragraph_ += ' ';
        ++size_;
      }
      blank_ = false;
      if (end_ == start_) start_ = size_;
      AppendUtf8(paragraph_, c);
      end_ = ++size_;
    }
  }

  void Break() {
    EndPiece();
    if (size_ > 0) paragraphs.push_back(std::exchange(paragraph_, {}));
    size_ = 0;
    blank_ = false;
  }

  std::unique_ptr<xmlDoc, void (*)(xmlDoc*)> tree_;
  std::string paragraph_;
  std::size_t size_ = 0;  // code points
  bool blank_ = false;
  std::string address_;
  std::size_t start_ = 0;
  std::size_t end_ = 0;
};

/// Well-formed pages: blocks in blocks, words and inline elements in them, no element of a kind
/// that stands for something else than text.
class PageMaker {
 public:
  explicit PageMaker(std::uint64_t seed) : random_(seed) {}

  std::string Make() {
    std::string page;
    for (int i = Below(4) + 1; i > 0; --i) page += BlockOf(3);
    return page;
  }

 private:
  int Below(int bound) { return static_cast<int>(random_() % static_cast<std::uint64_t>(bound)); }

  template <std::size_t n>
  std::string OneOf(const char* const (&choices)[n]) {
    return choices[random_() % n];
  }

  std::string BlockOf(int depth) {
    if (depth == 0 || Below(3) == 0) {
      const std::string name = OneOf({"p", "h2", "h3", "P"});
      return "<" + name + Attributes() + ">" + Inline(3, true) + "</" + name + Blank() + ">" +
             Blank();
    }
    const std::string name = OneOf({"div", "blockquote", "section", "article", "DIV"});
    std::string block = "<" + name + Attributes() + ">" + Blank();
    for (int i = Below(4); i > 0; --i) {
      block += Below(4) == 0 ? Inline(2, true) : BlockOf(depth - 1);
      if (Below(6) == 0) block += "<!-- <p>无</p> " + OneOf({"-->", "- -->", "<a href='x'>-->"});
      if (Below(9) == 0) block += "<ul><li>" + Inline(1, false) + "尾</li><li>项</li></ul>";
    }
    return block + "</" + name + ">";
  }

  std::string Inline(int depth, bool may_link) {
    std::string text;
    for (int i = Below(5); i > 0; --i) {
      const int kind = Below(8);
      if (depth == 0 || kind < 4) {
        text += OneOf({"李辉", "谈判", "abc", " ", "  \n", "。", "&amp;", "&lt;x&gt;", "&quot;",
                       "&nbsp;", "&#20013;", "&#x4e2d;", "&mdash;", "\u3000", "😀", "[战争]", "3 "});
      } else if (kind == 4) {
        text += OneOf({"<br>", "<br/>", "<BR />"});
      } else if (kind == 5 && may_link) {
        text += "<a" + Attributes() + " href=" +
                OneOf({"\"/cn/a?x=1&amp;y=2\"", "'https://h.example/b'", "/cn/c", "\"/cn/中国\""}) +
                Attributes() + ">" + Inline(depth - 1, false) + "</a>";
      } else {
        const std::string name = OneOf({"b", "i", "em", "strong", "span", "u", "B"});
        text += "<" + name + Attributes() + ">" + Inline(depth - 1, may_link) + "</" + name + ">";
      }
    }
    return text;
  }

  std::string Attributes() {
    if (Below(3) != 0) return {};
    return OneOf({" id=x", " title=\"a > b\"", " data-x='{\"y\":1}'", " hidden",
                  "\n data-z = \"&quot;\" ", " lang=\"zh\" data-q"});
  }

  std::string Blank() { return OneOf({"", "", " ", "\n"}); }

  std::mt19937_64 random_;
};

std::vector<std::string> LinksOf(const PageContent& page) {
  std::vector<std::string> links;
  for (const RawAnchor& anchor : page.anchors) {
    links.push_back(anchor.url + ": " + std::to_string(anchor.paragraph) + ", " +
                    std::to_string(anchor.span.start) + "-" + std::to_string(anchor.span.end));
  }
  return links;
}

void ExpectSame(const std::string& html) {
  const TreeReader tree(html);
  const PageContent page = ReadHtmlPage(html, "https://chenxing.example/x");
  EXPECT_EQ(page.paragraphs, tree.paragraphs) << html;
  EXPECT_EQ(LinksOf(page), tree.links) << html;
}

TEST(HtmlOracle, RandomWellFormedPagesReadAsInATree) {
  std::size_t links = 0;
  for (std::uint64_t seed = 1; seed <= 5000 && !testing::Test::HasFailure(); ++seed) {
    const std::string html = PageMaker(seed).Make();
    ExpectSame(html);
    links += TreeReader(html).links.size();
  }
  EXPECT_GT(links, 1000U);
}

TEST(HtmlOracle, PagesByHandReadAsInATree) {
  ExpectSame("<p>一<br>二</p>三<div>四<p>五</p>六</div>");
  ExpectSame("<div><div><div><span><span>深</span></span></div></div></div>");
  ExpectSame("<p>前<a href=\"/a\">链<b>接</b><br>断行</a>后</p>");
  ExpectSame("<p>A &amp; B &lt; C&nbsp;&copy; 1 &euro;</p>");
  ExpectSame("<script>var a = '<p>x</p>';</script><p>y</p><style>p{}</style>");
  ExpectSame("<p>没有结束<p>自动结束<div>块</div>");
}

}  // namespace
}  // namespace kg
