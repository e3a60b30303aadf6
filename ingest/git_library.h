// libgit2, loaded when it is first needed.
#pragma once

#include <git2.h>

namespace kg {

/// The functions that we use, as libgit2 declares them.
struct GitLibrary {
#define KG_GIT(name) decltype(&::git_##name) name;
#include "ingest/git_library.inc"
#undef KG_GIT
};

/// Safe to call from several threads. Throws Error(kUnsupported) when the library is not there.
const GitLibrary& Git();

}  // namespace kg
