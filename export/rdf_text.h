// What N-Triples and Turtle have in common: how objects are written.
#pragma once

#include "export/rdf.h"
#include "export/text_buffer.h"

namespace kg {

class RdfTextSink : public RdfSink {
 public:
  explicit RdfTextSink(TextBuffer& out) : out_(out) {}

 protected:
  virtual void AddWord(const RdfWord& word) = 0;
  void AddObject(const RdfObject& object);
  TextBuffer& out() { return out_; }

 private:
  TextBuffer& out_;
};

}  // namespace kg
