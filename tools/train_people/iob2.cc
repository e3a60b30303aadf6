#include "tools/train_people/iob2.h"

#include <optional>
#include <utility>

#include "graph/error.h"
#include "graph/utf8.h"

namespace kg::people {
namespace {

std::optional<NodeKind> KindOfTag(std::string_view tag) {
  if (tag.ends_with("-PER")) return NodeKind::kPerson;
  if (tag.ends_with("-ORG")) return NodeKind::kOrganization;
  if (tag.ends_with("-LOC")) return NodeKind::kPlace;
  return std::nullopt;
}

class Block {
 public:
  void SetText(std::string_view text) { text_.text = text; }
  bool empty() const { return text_.text.empty(); }

  void AddWord(std::string_view word, std::string_view tag) {
    const std::size_t found = text_.text.find(word, byte_);
    if (found == std::string::npos) {
      throw Error(ErrorCode::kCorrupt, "the word '" + std::string(word) + "' is not in its text");
    }
    const std::string_view text = text_.text;
    point_ += static_cast<std::uint32_t>(CountCodePoints(text.substr(byte_, found - byte_)));
    const std::uint32_t start = point_;
    point_ += static_cast<std::uint32_t>(CountCodePoints(word));
    byte_ = found + word.size();
    const auto kind = KindOfTag(tag);
    if (kind && tag.starts_with('I') && !text_.names.empty() && text_.names.back().kind == *kind) {
      text_.names.back().span.end = point_;
    } else if (kind) {
      text_.names.push_back({{start, point_}, *kind});
    }
  }

  TrainingText Take() {
    byte_ = 0;
    point_ = 0;
    return std::exchange(text_, {});
  }

 private:
  TrainingText text_{};
  std::size_t byte_ = 0;
  std::uint32_t point_ = 0;  // the code point at `byte_`
};

}  // namespace

std::vector<TrainingText> ReadIob2(std::istream& in) {
  constexpr std::string_view kText = "# text = ";
  std::vector<TrainingText> texts;
  Block block;
  const auto finish = [&] {
    if (!block.empty()) texts.push_back(block.Take());
  };
  for (std::string line; std::getline(in, line);) {
    if (line.ends_with('\r')) line.pop_back();
    const std::string_view view = line;
    if (view.empty()) {
      finish();
    } else if (view.starts_with(kText)) {
      block.SetText(view.substr(kText.size()));
    } else if (!view.starts_with('#')) {
      const std::size_t word = view.find('\t') + 1;
      const std::size_t tag = view.find('\t', word) + 1;
      if (word == 0 || tag == 0) throw Error(ErrorCode::kCorrupt, "no IOB2 line: " + line);
      block.AddWord(view.substr(word, tag - 1 - word),
                    view.substr(tag, view.find('\t', tag) - tag));
    }
  }
  finish();
  return texts;
}

}  // namespace kg::people
