#include "export/picture.h"

namespace kg {
namespace {

class SvgExporter final : public PictureExporter {
 public:
  SvgExporter() : PictureExporter("svg") {}
};

}  // namespace

Entry<Exporter> svg_format() {
  return {"svg", "a picture for browsers, with links to the articles", Make<Exporter, SvgExporter>};
}

}  // namespace kg
