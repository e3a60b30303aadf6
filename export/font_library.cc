#include "export/font_library.h"

#include <fontconfig/fontconfig.h>

#include <memory>

#include "graph/late_library.h"

namespace kg {

bool HasChineseFont() {
  const LateLibrary library("libfontconfig.so.1", "look for fonts");
  decltype(&::FcNameParse) parse_name = nullptr;
  decltype(&::FcFontList) list_fonts = nullptr;
  decltype(&::FcPatternDestroy) destroy_pattern = nullptr;
  decltype(&::FcFontSetDestroy) destroy_fonts = nullptr;
  library.Find("FcNameParse", parse_name);
  library.Find("FcFontList", list_fonts);
  library.Find("FcPatternDestroy", destroy_pattern);
  library.Find("FcFontSetDestroy", destroy_fonts);
  const std::unique_ptr<FcPattern, decltype(destroy_pattern)> wanted(
      parse_name(reinterpret_cast<const FcChar8*>(":lang=zh-cn")), destroy_pattern);
  const std::unique_ptr<FcFontSet, decltype(destroy_fonts)> found(
      list_fonts(nullptr, wanted.get(), nullptr), destroy_fonts);
  return found != nullptr && found->nfont > 0;
}

}  // namespace kg
