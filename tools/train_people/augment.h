// More to learn from: real sentences with other names in them, and sentences made of patterns.
#pragma once

#include <array>
#include <random>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "tools/train_people/training_text.h"

namespace kg::people {

/// Names to put into sentences: those of the lexicon, composed ones, and what is added.
class NamePool {
 public:
  NamePool();

  /// A name seen in texts; what is neither of Chinese nor of foreign form is left out.
  void Add(const std::string& name);
  void AddPlace(const std::string& name) { places_.push_back(name); }
  void AddOrganization(const std::string& name) { organizations_.push_back(name); }

  std::string Chinese(std::mt19937_64& random) const;
  std::string Foreign(std::mt19937_64& random) const;
  std::string Japanese(std::mt19937_64& random) const;
  std::string Korean(std::mt19937_64& random) const;
  std::string Minority(std::mt19937_64& random) const;
  std::string Latin(std::mt19937_64& random) const;
  std::string Surname(std::mt19937_64& random) const;
  std::string Place(std::mt19937_64& random) const { return Pick(places_, random); }
  std::string Organization(std::mt19937_64& random) const { return Pick(organizations_, random); }
  std::string Title(std::mt19937_64& random) const { return Pick(titles_, random); }

 private:
  template <typename Item>
  static const Item& Pick(const std::vector<Item>& list, std::mt19937_64& random) {
    return list[random() % list.size()];
  }
  void AddForeign(std::u16string_view name);
  std::string Composed(const std::string& surname, std::mt19937_64& random) const;

  std::vector<std::string> chinese_{};
  // The three characters of names that people bear: some are far more frequent than others.
  std::vector<std::array<std::string, 3>> borne_{};
  std::vector<std::string> foreign_{};
  std::vector<std::string> foreign_parts_{};
  std::vector<std::string> common_surnames_{};
  std::vector<std::string> rare_surnames_{};
  std::vector<std::string> long_surnames_{};
  std::vector<std::string> given_{};
  std::vector<std::string> places_{};
  std::vector<std::string> organizations_{};
  std::vector<std::string> titles_{};
};

/// `copies` of each text that names a person, each with other persons' names of the same form.
std::vector<TrainingText> WithOtherNames(std::span<const TrainingText> texts, const NamePool& pool,
                                         int copies, float weight, std::mt19937_64& random);

/// `rounds` times all sentences of templates.inc.
std::vector<TrainingText> FromTemplates(const NamePool& pool, int rounds, float weight,
                                        std::mt19937_64& random);

}  // namespace kg::people
