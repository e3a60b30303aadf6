// libarchive, loaded when it is first needed.
#pragma once

#include <archive.h>
#include <archive_entry.h>

namespace kg {

/// The functions that we use, as libarchive declares them.
struct ArchiveLibrary {
#define KG_ARCHIVE(name) decltype(&::archive_##name) name;
#include "ingest/archive_library.inc"
#undef KG_ARCHIVE
};

/// Safe to call from several threads. Throws Error(kUnsupported) when the library is not there.
const ArchiveLibrary& Packing();

}  // namespace kg
