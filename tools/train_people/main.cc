// train_people: makes the model of names. docs/people.md has the command for the one in data/.
#include <CLI/CLI.hpp>

#include <ctime>
#include <fstream>
#include <iostream>

#include "graph/error.h"
#include "tools/train_people/augment.h"
#include "tools/train_people/crf.h"
#include "tools/train_people/dictionary.h"
#include "tools/train_people/gate_trainer.h"
#include "tools/train_people/iob2.h"
#include "tools/train_people/measure.h"
#include "tools/train_people/silver.h"

namespace kg::people {
namespace {

constexpr const char* kAbout =
    "Weights of newsgraph's tagger of names. Trained on Universal NER Chinese GSD (train, dev) and "
    "PUD, annotations by the Universal NER project, texts of Universal Dependencies, CC BY-SA 4.0 "
    "(https://www.universalner.org); on the words of the dictionary of jieba, (c) 2012-2017 Sun "
    "Junyi, MIT "
    "licence; on sentences made from lists and patterns of newsgraph's own; "
    "and on unlabelled news that newsgraph labelled itself. This model: CC BY-SA 4.0.";

constexpr float kGoldAtGate = 4;  // what a text with labels weighs there

struct Words {
  std::vector<std::string> gold{};
  std::vector<std::filesystem::path> raw{};
  std::string out = "people.model";
  std::vector<std::string> score{};
  std::string dictionary{};
  int rounds = 2;  // the first without silver
  int copies = 3;  // of gold texts, with other names
  int template_rounds = 8;
  float made_weight = 0.5F;
  int silver_copies = 1;
  float gate_passes = 0.035F;  // of all places
  std::size_t gate_bytes = 24'000'000;
  SilverOptions silver{};
  CrfOptions crf{};
};

void Say(const std::string& line) {
  std::cerr << std::fixed << static_cast<double>(std::clock()) / CLOCKS_PER_SEC << " s: " << line
            << std::endl;
}

std::vector<TrainingText> ReadGold(const std::vector<std::string>& files) {
  std::vector<TrainingText> gold;
  for (const std::string& file : files) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw Error(ErrorCode::kNotFound, "cannot open " + file);
    std::ranges::move(ReadIob2(in), std::back_inserter(gold));
  }
  return gold;
}

std::string Train(const Words& words) {
  const std::vector<TrainingText> gold = ReadGold(words.gold);
  const Dictionary dictionary =
      words.dictionary.empty() ? Dictionary{} : ReadDictionary(words.dictionary);
  CrfOptions options = words.crf;
  options.words = dictionary.words;
  const auto pool_with_names = [&] {
    NamePool pool;
    for (const std::string& name : dictionary.persons) pool.Add(name);
    for (const std::string& name : dictionary.places) pool.AddPlace(name);
    for (const std::string& name : dictionary.organizations) pool.AddOrganization(name);
    return pool;
  };
  NamePool pool = pool_with_names();
  Silver silver;
  std::mt19937_64 random(words.crf.seed);
  const std::vector<PlainArticle> articles = ReadPlain(words.raw, random);
  const auto made = [&] {
    auto some = WithOtherNames(gold, pool, words.copies, words.made_weight, random);
    std::ranges::move(FromTemplates(pool, words.template_rounds, words.made_weight, random),
                      std::back_inserter(some));
    return some;
  };
  std::vector<TrainingText> texts;
  std::string model;
  for (int round = 0; round < words.rounds; ++round) {
    random.seed(words.crf.seed);
    texts = gold;
    const auto add = [&](std::vector<TrainingText>&& more) {
      std::ranges::move(more, std::back_inserter(texts));
    };
    if (round > 0) {
      silver = LabelSilver(articles, TagModel::FromBytes(model), words.silver, random);
      Say(std::to_string(silver.texts.size()) + " silver sentences, " +
          std::to_string(silver.persons.size()) + " persons");
      pool = pool_with_names();
      for (const auto& [name, count] : silver.persons) {
        if (count >= 2) pool.Add(name);
      }
      add(WithOtherNames(silver.texts, pool, words.silver_copies, words.silver.weight, random));
      add(std::move(silver.texts));
    }
    add(made());
    model = TrainTagModel(texts, options);
  }
  texts = gold;
  for (TrainingText& text : texts) text.weight = kGoldAtGate;
  std::ranges::move(made(), std::back_inserter(texts));
  const std::size_t first_raw = texts.size();
  std::size_t bytes = 0;
  for (const PlainArticle& article : articles) {
    if ((bytes += article.text.size()) > words.gate_bytes) break;
    texts.push_back({.text = article.text});
  }
  const TrainedGate gate =
      TrainGate(texts, first_raw, TagModel::FromBytes(model), words.gate_passes);
  Say("gate " + std::to_string(gate.threshold) + " finds " + std::to_string(gate.found));
  return WithGate(std::move(model), gate.gate, gate.threshold);
}

void AddOptions(CLI::App& app, Words& words) {
  app.add_option("--gold", words.gold, "IOB2 files")->required();
  app.add_option("--raw", words.raw, "archives without labels");
  app.add_option("--out", words.out, "the model to write");
  app.add_option("--score", words.score, "IOB2 files to measure the model on");
  app.add_option("--rounds", words.rounds, "trainings; from the second on with silver");
  app.add_option("--copies", words.copies, "of gold texts with other names");
  app.add_option("--templates", words.template_rounds, "times each pattern is filled");
  app.add_option("--made-weight", words.made_weight, "of copies and patterns");
  app.add_option("--silver-characters", words.silver.characters, "about so many");
  app.add_option("--silver-weight", words.silver.weight, "of silver sentences");
  app.add_option("--epochs", words.crf.epochs, "times over all texts");
  app.add_option("--rate", words.crf.rate, "AdaGrad's");
  app.add_option("--l1", words.crf.sparse, "L1");
  app.add_option("--l2", words.crf.shrink, "L2");
  app.add_option("--min-count", words.crf.min_count, "of a feature");
  app.add_option("--bucket-bits", words.crf.bucket_bits,
                 "the table has two to this power of buckets");
  app.add_option("--word-bits", words.crf.word_bits, "the same of the table of words");
  app.add_option("--without", words.crf.without, "a bit for each feature to leave out");
  app.add_option("--words", words.dictionary, "a list of words: word, frequency, part of speech");
  app.add_option("--gate-passes", words.gate_passes, "the part of all places to pass the gate");
  app.add_option("--silver-copies", words.silver_copies, "of silver sentences with other names");
  app.add_option("--gate-bytes", words.gate_bytes, "of articles that the gate learns from");
  app.add_option("--seed", words.crf.seed, "of everything that is left to chance");
}

int Run(int argc, char** argv) {
  Words words{.crf = {.about = kAbout, .progress = Say}};
  CLI::App app("Trains newsgraph's model of names.", "train_people");
  AddOptions(app, words);
  CLI11_PARSE(app, argc, argv);
  if (words.raw.empty()) words.rounds = 1;
  const std::string model = Train(words);
  std::ofstream out(words.out, std::ios::binary);
  out << model;
  if (!out.flush()) throw Error(ErrorCode::kIo, "cannot write " + words.out);
  for (const std::string& file : words.score) {
    std::cout << file << '\n' << Measure(TagModel::FromBytes(model), ReadGold({file}));
  }
  return 0;
}

}  // namespace
}  // namespace kg::people

int main(int argc, char** argv) {
  try {
    return kg::people::Run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "train_people: " << error.what() << '\n';
    return 1;
  }
}
