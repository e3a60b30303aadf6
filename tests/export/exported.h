// What a format makes of a graph, in memory.
#pragma once

#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "export/exporter.h"

namespace kg {

/// Options by name, with the words given for them.
using OptionWords = std::vector<std::pair<std::string, std::string>>;

class MemoryFolder final : public Folder {
 public:
  std::ostream& NewFile(const std::string& path) override { return files_[path]; }

  std::map<std::string, std::string> Texts() const {
    std::map<std::string, std::string> texts;
    for (const auto& [path, file] : files_) texts[path] = file.str();
    return texts;
  }

 private:
  std::map<std::string, std::ostringstream> files_;
};

/// By path; the single file of most formats has the path "".
inline std::map<std::string, std::string> ExportedFiles(std::string_view format,
                                                        const NewsGraph& graph,
                                                        const Marks& marks = {},
                                                        const OptionWords& words = {}) {
  const std::unique_ptr<Exporter> exporter = MakeNamed(Formats(), format);
  OptionSet set;
  exporter->AddOptions(set);
  for (const auto& [name, word] : words) {
    for (const Option& option : set.options()) {
      if (option.name == name) option.parse(word);
    }
  }
  if (exporter->MakesFolder()) {
    MemoryFolder folder;
    exporter->WriteFolder(graph, marks, folder);
    return folder.Texts();
  }
  std::ostringstream out;
  exporter->Write(graph, marks, out);
  return {{"", out.str()}};
}

/// All files behind each other, each of a folder below its path.
inline std::string Exported(std::string_view format, const NewsGraph& graph,
                            const Marks& marks = {}, const OptionWords& words = {}) {
  std::string all;
  for (const auto& [path, text] : ExportedFiles(format, graph, marks, words)) {
    if (!path.empty()) all += "== " + path + "\n";
    all += text;
  }
  return all;
}

}  // namespace kg
