// The trainer, on a few sentences of our own.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "graph/error.h"
#include "graph/utf8.h"
#include "ingest/people/extractor.h"
#include "tests/support/temp_dir.h"
#include "tools/train_people/augment.h"
#include "tools/train_people/crf.h"
#include "tools/train_people/iob2.h"

namespace kg::people {
namespace {

std::vector<TrainingText> SmallTexts() {
  std::ifstream in(KG_SOURCE_DIR "/tests/ingest/iob2/small.iob2");
  std::vector<TrainingText> texts = ReadIob2(in);
  std::mt19937_64 random(7);
  const NamePool pool;
  for (TrainingText& text : WithOtherNames(texts, pool, 2, 0.5F, random)) texts.push_back(text);
  for (TrainingText& text : FromTemplates(pool, 1, 0.5F, random)) texts.push_back(text);
  return texts;
}

const std::string& SmallModel() {
  static const std::string model =
      TrainTagModel(SmallTexts(), {.epochs = 6, .min_count = 1, .bucket_bits = 12, .word_bits = 6});
  return model;
}

std::string PersonsIn(std::string_view text, const TagModel& model) {
  std::string persons;
  const auto size = static_cast<std::uint32_t>(CountCodePoints(text));
  for (const FoundName& name : ExtractNames({text, {{Field::kBody, {0, size}}}}, model)) {
    if (name.kind == NodeKind::kPerson) persons.append(Slice(text, name.span)).append(" ");
  }
  return persons;
}

ErrorCode RefusalOf(const std::string& bytes) {
  try {
    TagModel::FromBytes(bytes);
  } catch (const Error& error) {
    return error.code();
  }
  ADD_FAILURE() << "a damaged model was taken";
  return ErrorCode::kUsage;
}

TEST(Iob2, NamesLieWhereTheirWordsAre) {
  std::ifstream in(KG_SOURCE_DIR "/tests/ingest/iob2/small.iob2");
  std::string names;
  for (const TrainingText& text : ReadIob2(in)) {
    for (const LabelledName& name : text.names) {
      names.append(ToString(name.kind)).append(":").append(Slice(text.text, name.span)).append(" ");
    }
  }
  EXPECT_EQ(names, "person:何晓岚 place:巴黎 person:米歇尔·德布雷维尔 organization:联合国 ");
}

TEST(Iob2, AWordThatIsNotInItsTextIsRefused) {
  std::istringstream in("# text = 法国\n1\t德国\tO\t-\t-\n");
  EXPECT_THROW(ReadIob2(in), Error);
}

TEST(TrainPeople, TheSameTextsAndSeedGiveTheSameBytes) {
  EXPECT_TRUE(SmallModel() ==
              TrainTagModel(SmallTexts(),
                            {.epochs = 6, .min_count = 1, .bucket_bits = 12, .word_bits = 6}));
  EXPECT_FALSE(
      SmallModel() ==
      TrainTagModel(SmallTexts(),
                    {.epochs = 6, .min_count = 1, .bucket_bits = 12, .word_bits = 6, .seed = 2}));
}

TEST(TrainPeople, WhatWasLearntIsFound) {
  const TagModel model = TagModel::FromBytes(SmallModel());
  EXPECT_EQ(PersonsIn("记者何晓岚昨天在巴黎报道。", model), "何晓岚 ");
  EXPECT_EQ(PersonsIn("他说，周一向来很忙。", model), "");
}

TEST(TrainPeople, NothingToLearnFromIsRefused) { EXPECT_THROW(TrainTagModel({}, {}), Error); }

TEST(TagModel, EveryDamagedByteIsNoticed) {
  const std::string& model = SmallModel();
  EXPECT_EQ(RefusalOf(""), ErrorCode::kCorrupt);
  EXPECT_EQ(RefusalOf(model.substr(0, 100)), ErrorCode::kCorrupt);
  EXPECT_EQ(RefusalOf(model.substr(0, model.size() - 1)), ErrorCode::kCorrupt);
  for (std::size_t at = 0; at < model.size(); at += 997) {
    std::string damaged = model;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x40);
    const ErrorCode code = RefusalOf(damaged);
    EXPECT_TRUE(code == ErrorCode::kCorrupt || code == ErrorCode::kUnsupported) << at;
  }
}

TEST(TagModel, AMissingFileIsSaidToBeMissing) {
  const TempDir folder;
  try {
    TagModel::Map(folder.path() / "people.model");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kNotFound);
    EXPECT_NE(std::string(error.what()).find("NEWSGRAPH_DATA"), std::string::npos);
  }
}

TEST(TagModel, TheInstalledOneSaysWhereItIsFromAndIsSmall) {
  const TagModelHeader& header = InstalledTagModel().header();
  EXPECT_NE(std::string_view(header.about.data()).find("CC BY-SA 4.0"), std::string_view::npos);
  EXPECT_LE(header.bucket_bits, 15U);
}

}  // namespace
}  // namespace kg::people
