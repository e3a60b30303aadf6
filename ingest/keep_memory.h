// How programs use the memory of the C library.
#pragma once

namespace kg {

/// Keeps freed memory for the next article or batch instead of giving it back to the system:
/// getting it back, page by page and zeroed anew, is a tenth of the time of an ingest. The first
/// 64 MiB of the heap lie in large pages, where the system has them: page faults were a third of
/// the time of a search. For the whole process; call it first.
void KeepMemory();

}  // namespace kg
