#include "export/iri.h"

#include <fmt/format.h>

namespace kg {
namespace {

bool StartsEscape(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEFabcdef";
  return text.size() >= 3 && kDigits.find(text[1]) != std::string_view::npos &&
         kDigits.find(text[2]) != std::string_view::npos;
}

}  // namespace

bool MayStandInIri(char c) {
  return static_cast<unsigned char>(c) > ' ' &&
         std::string_view("<>\"{}|^`\\").find(c) == std::string_view::npos;
}

std::string HttpIri(std::string_view url) {
  if (!url.starts_with("https://") && !url.starts_with("http://")) return {};
  std::string iri;
  for (std::size_t i = 0; i < url.size(); ++i) {
    if (MayStandInIri(url[i]) && (url[i] != '%' || StartsEscape(url.substr(i)))) {
      iri += url[i];
    } else {
      iri += fmt::format("%{:02X}", static_cast<unsigned char>(url[i]));
    }
  }
  return iri;
}

}  // namespace kg
