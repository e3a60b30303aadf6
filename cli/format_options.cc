#include "cli/format_options.h"

#include <algorithm>

namespace kg {
namespace {

struct Offer {
  Option option;
  std::string formats;
};

// In the order of the formats.
std::vector<Offer> AllOffers() {
  std::vector<Offer> offers;
  for (const Entry<Exporter>& format : Formats()) {
    const std::unique_ptr<Exporter> exporter = format.make();
    OptionSet set;
    exporter->AddOptions(set);
    for (const Option& option : set.options()) {
      const auto known = std::ranges::find(offers, option.name,
                                           [](const Offer& offer) { return offer.option.name; });
      if (known == offers.end()) {
        offers.push_back({option, std::string(format.name)});
      } else {
        known->formats += ", " + std::string(format.name);
      }
    }
  }
  return offers;
}

}  // namespace

void FormatOptions::AddOptions(OptionSet& set) {
  for (Offer& offer : AllOffers()) {
    offer.option.group = "Only for " + offer.formats;
    offer.option.parse = [this, name = offer.option.name](std::string_view word) {
      given_.emplace_back(name, word);
    };
    set.Add(std::move(offer.option));
  }
}

std::unique_ptr<Exporter> FormatOptions::MakeExporter(const std::string& format) const {
  std::unique_ptr<Exporter> exporter = MakeNamed(Formats(), format);
  for (const auto& [option, word] : given_) GiveOption(*exporter, format, option, word);
  return exporter;
}

void GiveOption(Exporter& exporter, std::string_view format, std::string_view option,
                std::string_view word) {
  OptionSet set;
  exporter.AddOptions(set);
  for (const Option& own : set.options()) {
    if (own.name == option) return own.parse(word);
  }
  throw Error(ErrorCode::kUsage,
              "--" + std::string(option) + " is nothing for format " + std::string(format));
}

}  // namespace kg
