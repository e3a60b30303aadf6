#include "ingest/git_library.h"

#include "graph/late_library.h"

namespace kg {
namespace {

GitLibrary LoadGit() {
  const LateLibrary library("libgit2.so." LIBGIT2_SOVERSION, "read a git repository");
  GitLibrary loaded;
#define KG_GIT(name) library.Find("git_" #name, loaded.name);
#include "ingest/git_library.inc"
#undef KG_GIT
  return loaded;
}

}  // namespace

const GitLibrary& Git() {
  static const GitLibrary loaded = LoadGit();
  return loaded;
}

}  // namespace kg
