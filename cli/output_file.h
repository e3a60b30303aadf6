// Where an answer goes.
#pragma once

#include <functional>
#include <ostream>
#include <string>

namespace kg {

/// Calls `write` with a stream into the file `path`, or with `standard` when `path` is empty or
/// "-". A file gets its name only when all of it is written: an old one stays whole until then.
/// Throws Error(kIo) when the bytes were not taken.
void WriteOutput(const std::string& path, std::ostream& standard,
                 const std::function<void(std::ostream&)>& write);

}  // namespace kg
