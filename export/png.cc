#include "export/picture.h"

namespace kg {
namespace {

class PngExporter final : public PictureExporter {
 public:
  PngExporter() : PictureExporter("png") {}
};

}  // namespace

Entry<Exporter> png_format() { return {"png", "a picture in pixels", Make<Exporter, PngExporter>}; }

}  // namespace kg
