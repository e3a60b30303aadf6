#include "graph/identity/named_people.h"

#include <algorithm>
#include <utility>

#include "graph/identity/name_form.h"

namespace kg {
namespace {

/// Glosses of one person while they are read.
using ReadGloss = std::pair<std::string, std::uint32_t>;

bool MayBeLatin(std::string_view name) {
  constexpr unsigned char kFirstHanByte = 0xE3;  // of UTF-8; Latin letters come before
  return !name.empty() && static_cast<unsigned char>(name.front()) < kFirstHanByte;
}

// Two spellings may be one gloss: Jean-Luc, Jean Luc.
void Collect(std::vector<ReadGloss>& glosses, std::string_view alias, std::uint32_t articles) {
  if (!MayBeLatin(alias)) return;
  std::string name = GlossOf(FormOf(alias));
  if (name.empty()) return;
  const auto known = std::ranges::find(glosses, name, &ReadGloss::first);
  if (known == glosses.end()) {
    glosses.emplace_back(std::move(name), articles);
  } else {
    known->second += articles;
  }
}

}  // namespace

NamedPeople::NamedPeople(const ArchivePeople& archive) {
  ReadNames(archive);
  ReadGlosses(archive);
}

void NamedPeople::ReadNames(const ArchivePeople& archive) {
  std::vector<NodeId> ids;
  archive.ForEachName([&](NodeId id, std::string_view name) {
    ids.push_back(id);
    AddName(name);
  });
  EndNames();
  ids_ = IdIndex(std::move(ids));
}

void NamedPeople::ReadGlosses(const ArchivePeople& archive) {
  std::vector<ReadGloss> glosses;
  std::uint32_t person = 0;
  const auto close = [&] {
    Collect(glosses, NameOf(person), 0);
    std::ranges::sort(glosses);
    gloss_start_.push_back(static_cast<std::uint32_t>(glosses_.size()));
    for (const auto& [name, articles] : glosses) AddGloss({name, articles});
    glosses.clear();
    ++person;
  };
  archive.ForEachAlias([&](NodeId id, std::string_view alias, std::uint32_t articles) {
    while (person < size() && IdOf(person) < id) close();
    if (person < size() && IdOf(person) == id) Collect(glosses, alias, articles);
  });
  while (person < size()) close();
  EndGlosses();
}

void NamedPeople::KeepOnly(const std::vector<std::uint32_t>& kept) {
  NamedPeople few;
  std::vector<NodeId> ids;
  for (const std::uint32_t person : kept) {
    ids.push_back(IdOf(person));
    few.AddName(NameOf(person));
    few.gloss_start_.push_back(static_cast<std::uint32_t>(few.glosses_.size()));
    for (const Gloss& gloss : GlossesOf(person)) few.AddGloss(gloss);
  }
  few.EndNames();
  few.EndGlosses();
  few.ids_ = IdIndex(std::move(ids));
  *this = std::move(few);
}

void NamedPeople::AddName(std::string_view name) {
  name_start_.push_back(static_cast<std::uint32_t>(names_.size()));
  names_.append(name);
}

void NamedPeople::EndNames() { name_start_.push_back(static_cast<std::uint32_t>(names_.size())); }

void NamedPeople::AddGloss(const Gloss& gloss) {
  glosses_.push_back({static_cast<std::uint32_t>(gloss_names_.size()), gloss.articles});
  gloss_names_.append(gloss.name);
}

void NamedPeople::EndGlosses() {
  gloss_start_.push_back(static_cast<std::uint32_t>(glosses_.size()));
  glosses_.push_back({static_cast<std::uint32_t>(gloss_names_.size()), 0});
}

std::vector<Gloss> NamedPeople::GlossesOf(std::uint32_t person) const {
  std::vector<Gloss> glosses;
  for (std::uint32_t i = gloss_start_[person]; i < gloss_start_[person + 1]; ++i) {
    const std::uint32_t begin = glosses_[i].begin;
    glosses.push_back({std::string_view(gloss_names_).substr(begin, glosses_[i + 1].begin - begin),
                       glosses_[i].articles});
  }
  return glosses;
}

}  // namespace kg
