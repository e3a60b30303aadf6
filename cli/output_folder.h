// Where an answer of several files goes.
#pragma once

#include <functional>
#include <string>

#include "export/exporter.h"

namespace kg {

/// Calls `write` with a folder that gets the name `path` only when all of it is written. Throws
/// Error(kUsage) when `path` is there and not an empty folder: what a user has is never mixed with
/// what is made; Error(kIo) when the bytes were not taken.
void WriteOutputFolder(const std::string& path, const std::function<void(Folder&)>& write);

}  // namespace kg
