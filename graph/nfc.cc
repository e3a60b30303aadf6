#include "graph/nfc.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <cstdint>
#include <string_view>
#include <utility>

#include "graph/error.h"

namespace kg {
namespace {

// Bytes at the start of `text` in which nothing is to be composed with anything: all below U+0300,
// U+2002 to U+203F, and the blocks from U+3000 to U+9FFF and U+FF00 to U+FFBF without their
// combining marks. What comes behind may still compose with the last of them, so it stops a
// character early unless it is at the end.
std::size_t SizeOfPlainPart(std::string_view text) {
  const auto at = [text](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  std::size_t last = 0;
  std::size_t i = 0;
  while (i < text.size()) {
    const std::uint8_t lead = at(i);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : 3;
    bool plain = lead < 0xCC;
    if (lead >= 0xE2 && lead < 0xF0) {
      const std::uint8_t second = at(i + 1);
      const std::uint8_t third = at(i + 2);
      const bool marks = (second == 0x80 && third >= 0xAA && third <= 0xAF) ||
                         (second == 0x82 && (third == 0x99 || third == 0x9A));
      plain = (lead >= 0xE4 && lead <= 0xE9) || (lead == 0xE3 && !marks) ||
              (lead == 0xE2 && second == 0x80 && third >= 0x82) ||
              (lead == 0xEF && second >= 0xBC && second <= 0xBE);
    }
    if (!plain) return last;
    last = i;
    i += size;
  }
  return text.size();
}

}  // namespace

void MakeNfc(std::string* text) {
  const std::size_t plain = SizeOfPlainPart(*text);
  if (plain == text->size()) return;
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) throw Error(ErrorCode::kUnsupported, "this ICU has no normalization data");
  const std::string_view rest = std::string_view(*text).substr(plain);
  const icu::StringPiece odd(rest.data(), static_cast<std::int32_t>(rest.size()));
  if (nfc->isNormalizedUTF8(odd, status)) return;
  std::string composed = text->substr(0, plain);
  icu::StringByteSink<std::string> sink(&composed);
  nfc->normalizeUTF8(0, odd, sink, nullptr, status);
  if (U_SUCCESS(status)) *text = std::move(composed);
}

}  // namespace kg
