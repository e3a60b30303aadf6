// A cluster run as the store keeps it.
#pragma once

#include <string>
#include <string_view>

#include "queries/cluster_run.h"

namespace kg {

/// The same run gives the same bytes.
std::string ToRecord(const ClusterRun& run);

/// Throws Error(kCorrupt) for bytes that ToRecord() did not make.
ClusterRun FromRecord(std::string_view bytes);

}  // namespace kg
