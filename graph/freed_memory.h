// What the C library keeps of memory that was freed.
#pragma once

namespace kg {

/// Gives it back to the system: for the boundary between two steps that both take much.
void ReturnFreedMemory();

}  // namespace kg
