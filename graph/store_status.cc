// What RocksDB's failures mean to a user: what happened, what is safe, what to do.
#include "graph/database.h"
#include "graph/error.h"

namespace kg {
namespace {

// RocksDB has no code for it. The name of the lock file alone says nothing: it may be unreadable,
// and a folder may be called "lock".
bool IsHeldElsewhere(const rocksdb::Status& status) {
  const std::string text = status.ToString();
  return status.IsIOError() &&
         (text.find("lock hold by current process") != std::string::npos ||
          (text.find("While lock file: ") != std::string::npos &&
           text.find("Resource temporarily unavailable") != std::string::npos));
}

bool IsFull(const rocksdb::Status& status) {
  const std::string text = status.ToString();
  return status.IsNoSpace() || text.find("File too large") != std::string::npos ||
         text.find("Disk quota exceeded") != std::string::npos;
}

}  // namespace

void Check(const rocksdb::Status& status, const std::string& doing) {
  if (status.ok()) return;
  const std::string text = doing + ": " + status.ToString();
  if (IsHeldElsewhere(status)) {
    throw Error(ErrorCode::kLocked, doing +
                                        ": another process is writing to this store; reading "
                                        "commands work meanwhile (" +
                                        status.ToString() + ")");
  }
  if (IsFull(status)) {
    throw Error(ErrorCode::kIo, text +
                                    "; the disk is full. What was stored before is safe: make "
                                    "room and run the same command again");
  }
  // Of a disk that cannot be read RocksDB may say that the file is damaged.
  const bool unread = status.ToString().find("Input/output error") != std::string::npos;
  if (!unread && (status.IsCorruption() || status.IsInvalidArgument() || status.IsNotFound() ||
                  status.IsPathNotFound())) {
    throw Error(ErrorCode::kCorrupt,
                text +
                    "; the store is damaged and was left as it is: restore a backup, or ingest "
                    "the archive into a new store");
  }
  if (status.IsMemoryLimit()) {
    throw Error(ErrorCode::kIo, text + "; out of memory. What was stored before is safe");
  }
  throw Error(ErrorCode::kIo, text +
                                  "; the disk refused. What was stored before is safe: run the "
                                  "same command again when the disk is well");
}

}  // namespace kg
