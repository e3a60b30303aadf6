#include "export/exporter.h"

namespace kg {

#define FORMAT(word) Entry<Exporter> word##_format();
#include "export/formats.def"
#undef FORMAT

std::span<const Entry<Exporter>> Formats() {
  static const Entry<Exporter> kFormats[] = {
#define FORMAT(word) word##_format(),
#include "export/formats.def"
#undef FORMAT
  };
  return kFormats;
}

}  // namespace kg
