#include "graph/freed_memory.h"

#include <malloc.h>

namespace kg {

void ReturnFreedMemory() { malloc_trim(0); }

}  // namespace kg
