#include "ingest/git_source.h"

#include <algorithm>
#include <utility>

#include "graph/error.h"
#include "ingest/file_source.h"
#include "ingest/git_library.h"
#include "ingest/hidden.h"

namespace kg {
namespace {

namespace fs = std::filesystem;

struct Free {
  void operator()(git_repository* it) const { Git().repository_free(it); }
  void operator()(git_object* it) const { Git().object_free(it); }
  void operator()(git_tree* it) const { Git().tree_free(it); }
  void operator()(git_blob* it) const { Git().blob_free(it); }
  void operator()(git_odb* it) const { Git().odb_free(it); }
  void operator()(git_diff* it) const { Git().diff_free(it); }
};
template <typename T>
using Owned = std::unique_ptr<T, Free>;

// Started once and never ended, as sources may live in static objects. A repository on somebody
// else's disk is read like any other: nothing in it is ever run.
void StartLibrary() {
  static const int started = [] {
    Git().libgit2_init();
    return Git().libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
  }();
  static_cast<void>(started);
}

std::string Complaint() {
  const git_error* error = Git().error_last();
  return error != nullptr && error->message != nullptr ? error->message : "unknown";
}

Owned<git_repository> OpenAt(const fs::path& folder) {
  StartLibrary();
  git_repository* opened = nullptr;
  Git().repository_open_ext(&opened, folder.c_str(), GIT_REPOSITORY_OPEN_NO_SEARCH, nullptr);
  return Owned<git_repository>(opened);
}

// nullptr when there is none.
Owned<git_tree> TreeOf(git_repository* repository, const std::string& revision) {
  git_object* found = nullptr;
  if (Git().revparse_single(&found, repository, revision.c_str()) != 0) return nullptr;
  const Owned<git_object> object(found);
  git_object* tree = nullptr;
  if (Git().object_peel(&tree, found, GIT_OBJECT_TREE) != 0) return nullptr;
  return Owned<git_tree>(reinterpret_cast<git_tree*>(tree));
}

struct Found {
  std::string name{};
  git_oid id{};
  git_filemode_t mode{};
};

/// All files of a tree, the next one on demand: memory is the trees on the way.
class TreeWalk {
 public:
  TreeWalk(git_repository* repository, Owned<git_tree> top) : repository_(repository) {
    levels_.push_back({std::move(top), 0, ""});
  }

  std::optional<Found> Next(std::vector<std::string>* unread) {
    while (!levels_.empty()) {
      Level& level = levels_.back();
      if (level.next == Git().tree_entrycount(level.tree.get())) {
        levels_.pop_back();
        continue;
      }
      const git_tree_entry* entry = Git().tree_entry_byindex(level.tree.get(), level.next++);
      Found found{level.prefix + Git().tree_entry_name(entry), *Git().tree_entry_id(entry),
                  Git().tree_entry_filemode(entry)};
      if (IsHidden(found.name)) continue;
      if (found.mode != GIT_FILEMODE_TREE) return found;
      git_tree* below = nullptr;
      if (Git().tree_lookup(&below, repository_, &found.id) == 0) {
        levels_.push_back({Owned<git_tree>(below), 0, found.name + '/'});
      } else {
        unread->push_back(found.name);
      }
    }
    return std::nullopt;
  }

 private:
  struct Level {
    Owned<git_tree> tree;
    std::size_t next;
    std::string prefix;
  };
  git_repository* repository_;
  std::vector<Level> levels_;
};

}  // namespace

struct GitSource::Impl {
  std::string path{};
  std::uint64_t max_bytes = 0;
  std::string commit{};
  Owned<git_repository> repository{};
  Owned<git_odb> objects{};
  std::optional<TreeWalk> walk{};      // all files
  std::vector<Found> changed{};        // or these, the next one last
  std::vector<std::string> covered{};  // their names, and those that went
  bool whole = true;

  std::optional<Found> NextFound(std::vector<Rejection>& rejected) {
    if (whole) {
      std::vector<std::string> unread;
      auto found = walk->Next(&unread);
      for (const std::string& name : unread) {
        rejected.push_back({Named(name), 0, "the repository lacks it: " + Complaint()});
      }
      return found;
    }
    if (changed.empty()) return std::nullopt;
    Found found = std::move(changed.back());
    changed.pop_back();
    return found;
  }

  std::string Named(const std::string& name) const { return path + '/' + name; }

  // nullopt with a reason when it is not to be read. Its size is asked for before it is unpacked.
  std::optional<std::string> Read(const Found& found, std::string* reason) const {
    std::size_t size = 0;
    git_object_t type{};
    git_blob* opened = nullptr;
    if (found.mode != GIT_FILEMODE_BLOB && found.mode != GIT_FILEMODE_BLOB_EXECUTABLE) {
      *reason = "not a regular file";
    } else if (IsPacked(found.name)) {
      *reason = "an archive inside a repository is not read";
    } else if (Git().odb_read_header(&size, &type, objects.get(), &found.id) != 0) {
      *reason = "the repository lacks it: " + Complaint();
    } else if (size > max_bytes) {
      *reason = "larger than the limit of " + std::to_string(max_bytes) + " bytes";
    } else if (Git().blob_lookup(&opened, repository.get(), &found.id) != 0) {
      *reason = "cannot be read: " + Complaint();
    }
    if (!reason->empty()) return std::nullopt;
    const Owned<git_blob> blob(opened);
    return std::string(static_cast<const char*>(Git().blob_rawcontent(opened)),
                       static_cast<std::size_t>(Git().blob_rawsize(opened)));
  }
};

bool GitSource::IsRepository(const fs::path& folder) {
  std::error_code failed;
  // Most folders are none, and to ask the library it has to be loaded.
  const bool may_be = fs::exists(folder / ".git", failed) || fs::exists(folder / "HEAD", failed);
  return may_be && fs::is_directory(folder, failed) && OpenAt(folder) != nullptr;
}

GitSource::GitSource(const fs::path& repository, std::uint64_t max_bytes)
    : impl_(std::make_unique<Impl>()) {
  impl_->path = SourceName(repository);
  impl_->max_bytes = max_bytes;
  impl_->repository = OpenAt(repository);
  git_odb* objects = nullptr;
  if (!impl_->repository || Git().repository_odb(&objects, impl_->repository.get()) != 0) {
    throw Error(ErrorCode::kIo, "cannot read the repository " + impl_->path + ": " + Complaint());
  }
  impl_->objects.reset(objects);
  git_oid newest{};
  if (Git().reference_name_to_id(&newest, impl_->repository.get(), "HEAD") != 0) {
    throw Error(ErrorCode::kNotFound, "no commit in the repository " + impl_->path);
  }
  impl_->commit = Git().oid_tostr_s(&newest);
  Owned<git_tree> tree = TreeOf(impl_->repository.get(), impl_->commit);
  if (!tree) {
    throw Error(ErrorCode::kIo, "cannot read the commit " + impl_->commit + " of " + impl_->path +
                                    ": " + Complaint());
  }
  impl_->walk.emplace(impl_->repository.get(), std::move(tree));
}

GitSource::GitSource(GitSource&&) noexcept = default;
GitSource& GitSource::operator=(GitSource&&) noexcept = default;
GitSource::~GitSource() = default;

bool GitSource::ReadSince(const std::string& revision) {
  git_repository* const repository = impl_->repository.get();
  const Owned<git_tree> before = TreeOf(repository, revision);
  const Owned<git_tree> after = TreeOf(repository, impl_->commit);
  git_diff* made = nullptr;
  if (!before || !after ||
      Git().diff_tree_to_tree(&made, repository, before.get(), after.get(), nullptr) != 0) {
    return false;
  }
  const Owned<git_diff> diff(made);
  impl_->whole = false;
  for (std::size_t i = Git().diff_num_deltas(made); i > 0; --i) {
    const git_diff_delta* delta = Git().diff_get_delta(made, i - 1);
    const bool gone = delta->status == GIT_DELTA_DELETED;
    const git_diff_file& file = gone ? delta->old_file : delta->new_file;
    if (IsHidden(file.path)) continue;
    impl_->covered.push_back(impl_->Named(file.path));
    if (!gone) {
      impl_->changed.push_back({file.path, file.id, static_cast<git_filemode_t>(file.mode)});
    }
  }
  return true;
}

std::optional<PackedEntry> GitSource::Next(std::vector<Rejection>& rejected) {
  while (auto found = impl_->NextFound(rejected)) {
    std::string reason;
    std::string path = impl_->Named(found->name);
    if (auto bytes = impl_->Read(*found, &reason)) {
      return PackedEntry{std::move(path), std::move(*bytes)};
    }
    rejected.push_back({std::move(path), 0, std::move(reason)});
  }
  return std::nullopt;
}

const std::string& GitSource::commit() const { return impl_->commit; }

std::vector<std::string> GitSource::Covered() const {
  if (impl_->whole) return {impl_->path};
  return impl_->covered;
}

}  // namespace kg
