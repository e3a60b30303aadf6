#include "ingest/archive_library.h"

#include "graph/late_library.h"

namespace kg {
namespace {

ArchiveLibrary LoadPacking() {
  const LateLibrary library("libarchive.so.13", "read a tar or zip archive");
  ArchiveLibrary loaded;
#define KG_ARCHIVE(name) library.Find("archive_" #name, loaded.name);
#include "ingest/archive_library.inc"
#undef KG_ARCHIVE
  return loaded;
}

}  // namespace

const ArchiveLibrary& Packing() {
  static const ArchiveLibrary loaded = LoadPacking();
  return loaded;
}

}  // namespace kg
