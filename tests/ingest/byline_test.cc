#include "ingest/byline.h"

#include <gtest/gtest.h>

namespace kg {
namespace {

using Names = std::vector<std::string>;

Names NamesIn(std::string_view list) {
  Names names;
  AppendNames(list, &names);
  return names;
}

// "甲 乙" for a credit line, "none" for none.
std::string Credit(std::string_view text) {
  const auto authors = ParseCredit(text);
  if (!authors) return "none";
  std::string line;
  for (const std::string& author : *authors) line += (line.empty() ? "" : "+") + author;
  return line;
}

TEST(AppendNames, TakesListsOfAllForms) {
  EXPECT_EQ(NamesIn("何晓岚"), (Names{"何晓岚"}));
  EXPECT_EQ(NamesIn("何晓岚/文山（综合报道）"), (Names{"何晓岚", "文山"}));
  EXPECT_EQ(NamesIn("ANNA LIND,LI WEN,ANNA LIND,LI WEN"), (Names{"ANNA LIND", "LI WEN"}));
  EXPECT_EQ(NamesIn("采访记者： William Yang"), (Names{"William Yang"}));
  EXPECT_EQ(NamesIn("何晓岚 陈默"), (Names{"何晓岚", "陈默"}));
}

TEST(AppendNames, DesksAgenciesAndWordsOfProgramsAreNobody) {
  EXPECT_EQ(NamesIn("null 何晓岚"), (Names{"何晓岚"}));
  EXPECT_EQ(NamesIn("null"), Names{});
  EXPECT_EQ(NamesIn("（法新社、路透社）"), Names{});
  EXPECT_EQ(NamesIn("法新社，何晓岚"), (Names{"何晓岚"}));
  EXPECT_EQ(NamesIn("BBC新闻，华盛顿"), Names{});
  EXPECT_EQ(NamesIn(""), Names{});
}

TEST(ParseCredit, TakesWhoWroteAndLeavesEditorsAndTranslators) {
  EXPECT_EQ(Credit("记者：何晓岚   责编：于帆   网编：小石"), "何晓岚");
  EXPECT_EQ(Credit("記者：何曉嵐、陳默    責編：于帆    網編：小石"), "何曉嵐+陳默");
  EXPECT_EQ(Credit("作者：何晓岚"), "何晓岚");
  EXPECT_EQ(Credit("译者/何晓岚"), "");
  EXPECT_EQ(Credit("（译者：何晓岚/核稿：于帆）"), "");
  EXPECT_EQ(Credit("编译 何晓岚 审校 于帆"), "");
}

TEST(ParseCredit, SentencesAreNone) {
  EXPECT_EQ(Credit("记者：您怎么看这次选举？"), "none");
  EXPECT_EQ(Credit("作者在书中说，这一切都会过去。"), "none");
  EXPECT_EQ(Credit("文化部长周一访问巴黎"), "none");
  EXPECT_EQ(Credit(""), "none");
}

TEST(SizeWithoutCredit, LeavesOutTheBracketsAtTheEnd) {
  const std::string sentence = "谈判将继续。";
  EXPECT_EQ(SizeWithoutCredit(sentence + "（译者：何晓岚/核稿：于帆）"), sentence.size());
  EXPECT_EQ(SizeWithoutCredit(sentence), sentence.size());
  const std::string remark = sentence + "（见上文）";
  EXPECT_EQ(SizeWithoutCredit(remark), remark.size());
}

TEST(IsAuthorLabel, IsARoleAndNoName) {
  EXPECT_TRUE(IsAuthorLabel("作者："));
  EXPECT_TRUE(IsAuthorLabel("文/"));
  EXPECT_FALSE(IsAuthorLabel("作者：何晓岚"));
  EXPECT_FALSE(IsAuthorLabel("译者："));
  EXPECT_FALSE(IsAuthorLabel("作者"));
}

}  // namespace
}  // namespace kg
