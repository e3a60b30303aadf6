# What the library is built with, and whoever links it needs too. Installed beside newsgraphConfig.cmake.

# Words of find_package each.
set(newsgraph_packages
  "PkgConfig" "Threads" "RocksDB 7.8" "Boost 1.81.0 EXACT COMPONENTS url" "nlohmann_json 3.11" "fmt"
  "ICU COMPONENTS uc i18n")

# Targets PkgConfig::NAME, of the modules behind the colon.
set(newsgraph_modules
  "xxhash:libxxhash" "opencc:opencc" "re2:re2" "simdjson:simdjson" "graphviz:libgvc libcgraph"
  "nettle:nettle" "libarchive:libarchive" "libgit2:libgit2" "fontconfig:fontconfig")
