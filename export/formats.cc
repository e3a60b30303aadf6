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

void Exporter::WriteFolder(const NewsGraph&, const Marks&, Folder&) {
  throw Error(ErrorCode::kUsage, "this format is one file");
}

void FolderExporter::Write(const NewsGraph&, const Marks&, std::ostream&) {
  throw Error(ErrorCode::kUsage, "this format makes several files: name a new folder with -o DIR");
}

}  // namespace kg
