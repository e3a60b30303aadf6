#include "cli/output_folder.h"

#include <filesystem>
#include <fstream>

namespace kg {
namespace {

namespace fs = std::filesystem;

class DiskFolder final : public Folder {
 public:
  explicit DiskFolder(fs::path root) : root_(std::move(root)) {}

  std::ostream& NewFile(const std::string& path) override {
    CloseFile();
    const fs::path whole = root_ / fs::path(path);
    fs::create_directories(whole.parent_path());
    file_.open(whole, std::ios::binary);
    if (!file_) throw Error(ErrorCode::kIo, "cannot write " + whole.string());
    return file_;
  }

  void CloseFile() {
    if (!file_.is_open()) return;
    file_.close();
    if (file_.fail()) throw Error(ErrorCode::kIo, "cannot write all of " + root_.string());
  }

 private:
  fs::path root_;
  std::ofstream file_;
};

}  // namespace

void WriteOutputFolder(const std::string& path, const std::function<void(Folder&)>& write) {
  fs::path target(path);
  if (target.filename().empty()) target = target.parent_path();  // "folder/"
  if (fs::is_symlink(target)) {
    throw Error(ErrorCode::kUsage, path + " is a link: name a new folder");
  }
  if (fs::exists(target) && !(fs::is_directory(target) && fs::is_empty(target))) {
    throw Error(ErrorCode::kUsage, path + " is there already: name a new folder");
  }
  const fs::path temporary = target.string() + ".part";
  fs::remove_all(temporary);
  try {
    fs::create_directories(temporary);
    DiskFolder folder(temporary);
    write(folder);
    folder.CloseFile();
    fs::remove(target);
    fs::rename(temporary, target);
  } catch (const fs::filesystem_error& error) {
    std::error_code ignored;
    fs::remove_all(temporary, ignored);
    throw Error(ErrorCode::kIo, error.what());
  } catch (...) {
    std::error_code ignored;
    fs::remove_all(temporary, ignored);
    throw;
  }
}

}  // namespace kg
