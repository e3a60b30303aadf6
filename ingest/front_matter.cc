#include "ingest/front_matter.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "graph/utf8.h"
#include "ingest/text_parts.h"

namespace kg {
namespace {

bool IsFence(std::string_view line) { return Trimmed(line) == "---"; }

// The size of the quoted text at the start of `text`, quotes included; 0 when nothing closes it.
std::size_t QuotedSize(std::string_view text) {
  const char quote = text.front();
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '\\' && quote == '"') {
      ++i;
    } else if (text[i] == quote) {
      if (quote != '\'' || i + 1 == text.size() || text[i + 1] != quote) return i + 1;
      ++i;  // '' is one quote
    }
  }
  return 0;
}

// One escape of a text in double quotes, at the sign behind the backslash; returns its size.
std::size_t AppendEscaped(std::string& out, std::string_view text) {
  switch (text.front()) {
    case 'n': out += '\n'; return 1;
    case 't': out += '\t'; return 1;
    case 'x':
    case 'u':
    case 'U': {
      const std::size_t digits = text.front() == 'x' ? 2 : text.front() == 'u' ? 4 : 8;
      std::uint32_t point = 0;
      if (text.size() <= digits) break;
      const char* end = text.data() + 1 + digits;
      if (std::from_chars(text.data() + 1, end, point, 16).ptr != end || point > 0x10FFFF) break;
      AppendUtf8(out, point);
      return 1 + digits;
    }
    default: break;
  }
  out += text.front();
  return 1;
}

std::string Unquoted(std::string_view quoted) {
  const char quote = quoted.front();
  const std::string_view text = quoted.substr(1, quoted.size() - 2);
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && quote == '"' && i + 1 < text.size()) {
      i += AppendEscaped(out, text.substr(i + 1));
    } else {
      out += text[i];
      if (quote == '\'' && text[i] == quote) ++i;
    }
  }
  return out;
}

bool IsQuote(char c) { return c == '"' || c == '\''; }

// Takes one value off the start of `text`, up to any of `ends` that is not in quotes.
std::string TakeValue(std::string_view* text, std::string_view ends) {
  *text = Trimmed(*text);
  if (!text->empty() && IsQuote(text->front())) {
    const std::size_t size = QuotedSize(*text);
    if (size > 0) {
      std::string value = Unquoted(text->substr(0, size));
      text->remove_prefix(size);
      text->remove_prefix(std::min(text->find_first_of(ends), text->size()));
      return value;
    }
  }
  std::string_view value = text->substr(0, text->find_first_of(ends));
  text->remove_prefix(value.size());
  value = value.substr(0, value.find(" #"));
  return std::string(Trimmed(value));
}

std::vector<std::string> TakeFlowList(std::string_view text) {
  std::vector<std::string> values;
  do {
    text.remove_prefix(1);
    if (std::string value = TakeValue(&text, ",]"); !value.empty())
      values.push_back(std::move(value));
  } while (text.starts_with(','));
  return values;
}

// The size of the key in "key: value" or "key:"; 0 when the line is not of this kind.
std::size_t KeySize(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0 || IsQuote(line.front())) return 0;
  return colon + 1 == line.size() || line[colon + 1] == ' ' || line[colon + 1] == '\t' ? colon : 0;
}

bool IsBlockMark(std::string_view value) {
  return value == ">" || value == "|" || value == ">-" || value == "|-" || value == ">+" ||
         value == "|+";
}

// "a, b，c、d" as its parts.
void AppendParts(std::string_view text, std::vector<std::string>* parts) {
  constexpr std::string_view kListSeparators[] = {",", "，", "、"};
  while (!text.empty()) {
    std::size_t end = text.size();
    std::size_t next = text.size();
    for (const std::string_view separator : kListSeparators) {
      const std::size_t found = text.find(separator);
      if (found >= end) continue;
      end = found;
      next = found + separator.size();
    }
    const std::string_view part = Trimmed(text.substr(0, end));
    if (!part.empty()) parts->emplace_back(part);
    text.remove_prefix(next);
  }
}

}  // namespace

std::size_t FrontMatterSize(std::string_view text) {
  Lines lines(text);
  std::string_view line;
  if (!lines.Next(&line) || !IsFence(line)) return 0;
  while (lines.Next(&line)) {
    if (IsFence(line)) return text.size() - lines.rest().size();
  }
  return 0;
}

FrontMatter::FrontMatter(std::string_view block) {
  Lines lines(block);
  for (std::string_view line; lines.Next(&line);) {
    if (!IsFence(line)) TakeLine(line);
  }
}

void FrontMatter::TakeLine(std::string_view line) {
  const std::string_view text = Trimmed(line);
  if (text.empty() || text.front() == '#') return;
  if (text.starts_with("- ") || line.front() == ' ' || line.front() == '\t') {
    if (open_) TakeMore(text);
    return;
  }
  const std::size_t key_size = KeySize(text);
  open_ = key_size > 0;
  if (!open_) return;
  std::string key(Trimmed(text.substr(0, key_size)));
  std::ranges::transform(key, key.begin(), [](unsigned char c) { return std::tolower(c); });
  std::vector<std::string>& values =
      fields_.emplace_back(std::move(key), Field::second_type{}).second;
  std::string_view value = Trimmed(text.substr(key_size + 1));
  if (value.starts_with('[')) {
    values = TakeFlowList(value);
  } else if (IsBlockMark(value)) {
    values.emplace_back();
  } else if (!value.empty()) {
    values.push_back(TakeValue(&value, ""));
  }
}

void FrontMatter::TakeMore(std::string_view text) {
  std::vector<std::string>& values = fields_.back().second;
  if (text.starts_with("- ")) {
    text.remove_prefix(2);
    values.push_back(TakeValue(&text, ""));
  } else if (!values.empty()) {
    std::string& value = values.back();
    value.append(value.empty() ? "" : " ").append(TakeValue(&text, ""));
  }
}

const FrontMatter::Field* FrontMatter::Find(std::string_view key) const {
  const auto found = std::ranges::find(fields_, key, &Field::first);
  return found == fields_.end() ? nullptr : &*found;
}

std::vector<std::string> FrontMatter::Texts(std::initializer_list<std::string_view> keys) const {
  std::vector<std::string> texts;
  for (const std::string_view key : keys) {
    const Field* field = Find(key);
    if (field != nullptr && !field->second.empty()) texts.push_back(field->second.front());
  }
  return texts;
}

std::vector<std::string> FrontMatter::Lists(std::initializer_list<std::string_view> keys) const {
  std::vector<std::string> values;
  for (const std::string_view key : keys) {
    const Field* field = Find(key);
    if (field == nullptr) continue;
    if (field->second.size() == 1) {
      AppendParts(field->second.front(), &values);
    } else {
      values.insert(values.end(), field->second.begin(), field->second.end());
    }
  }
  return values;
}

}  // namespace kg
