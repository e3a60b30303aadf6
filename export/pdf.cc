#include "export/picture.h"

namespace kg {
namespace {

class PdfExporter final : public PictureExporter {
 public:
  PdfExporter() : PictureExporter("pdf") {}
};

}  // namespace

Entry<Exporter> pdf_format() { return {"pdf", "a picture for print", Make<Exporter, PdfExporter>}; }

}  // namespace kg
