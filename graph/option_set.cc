#include "graph/option_set.h"

#include <fmt/format.h>

#include <charconv>
#include <utility>

#include "graph/error.h"

namespace kg {
namespace {

template <class Number>
Number ParseNumber(const std::string& name, std::string_view word) {
  Number value{};
  const auto [end, failed] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (failed != std::errc() || end != word.data() + word.size()) {
    throw Error(ErrorCode::kUsage, fmt::format("{}: '{}' is no number", name, word));
  }
  return value;
}

auto Assign(std::string& field) {
  return [&field](std::string_view word) { field = word; };
}

auto Append(std::vector<std::string>& field) {
  return [&field](std::string_view word) { field.emplace_back(word); };
}

}  // namespace

Option& OptionSet::Add(std::string name, std::string& field, std::string help) {
  return Add({.name = std::move(name),
              .help = std::move(help),
              .shown_default = field,
              .parse = Assign(field)});
}

Option& OptionSet::Add(std::string name, std::vector<std::string>& field, std::string help) {
  return Add(
      {.name = std::move(name), .help = std::move(help), .repeated = true, .parse = Append(field)});
}

Option& OptionSet::Add(std::string name, int& field, std::string help) {
  auto parse = [name, &field](std::string_view word) {
    field = ParseNumber<int>("--" + name, word);
  };
  return Add({.name = std::move(name),
              .help = std::move(help),
              .shown_default = field == 0 ? "" : std::to_string(field),
              .parse = parse});
}

Option& OptionSet::Add(std::string name, double& field, std::string help) {
  auto parse = [name, &field](std::string_view word) {
    field = ParseNumber<double>("--" + name, word);
  };
  return Add({.name = std::move(name),
              .help = std::move(help),
              .shown_default = field == 0 ? "" : fmt::format("{}", field),
              .parse = parse});
}

Option& OptionSet::AddFlag(std::string name, bool& field, std::string help) {
  return Add({.name = std::move(name),
              .help = std::move(help),
              .flag = true,
              .parse = [&field](std::string_view) { field = true; }});
}

Option& OptionSet::AddPositional(std::string name, std::string& field, std::string help,
                                 bool required) {
  return Add({.name = std::move(name),
              .help = std::move(help),
              .positional = true,
              .required = required,
              .shown_default = field,
              .parse = Assign(field)});
}

Option& OptionSet::AddPositional(std::string name, std::vector<std::string>& field,
                                 std::string help, bool required) {
  return Add({.name = std::move(name),
              .help = std::move(help),
              .positional = true,
              .required = required,
              .repeated = true,
              .parse = Append(field)});
}

}  // namespace kg
