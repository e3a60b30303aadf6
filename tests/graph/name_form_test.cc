#include "graph/identity/name_form.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

#include "graph/error.h"
#include "graph/identity/variants.h"

namespace kg {
namespace {

TEST(NameForm, SignsCaseAccentsAndScriptMakeNoDifference) {
  const auto letters = [](const char* name) { return FormOf(name).letters; };
  EXPECT_EQ(letters("馬克·龍"), letters("马克龙"));
  EXPECT_EQ(letters("弗拉基米尔‧泽连斯基"), letters("弗拉基米尔-泽连斯基"));
  EXPECT_EQ(letters("Jean-Luc Mélenchon"), letters("jean luc melenchon"));
  EXPECT_NE(letters("马克龙"), letters("马克隆"));
}

TEST(NameForm, PartsAreWhatSignsDivide) {
  EXPECT_EQ(FormOf("弗拉基米尔·泽连斯基").parts.back(), U"泽连斯基");
  EXPECT_EQ(FormOf("泽连斯基").parts.size(), 1U);
  EXPECT_EQ(FormOf("Robert O’Brien").parts.size(), 2U);
}

TEST(NameForm, AGlossHasTwoWordsInLatin) {
  EXPECT_EQ(GlossOf(FormOf("Emmanuel Macron")), "emmanuel macron");
  EXPECT_EQ(GlossOf(FormOf("George W. Bush")), "george w bush");
  EXPECT_EQ(GlossOf(FormOf("Macron")), "");
  EXPECT_EQ(GlossOf(FormOf("W. Bush")), "");
  EXPECT_EQ(GlossOf(FormOf("马克·龙")), "");
}

TEST(NameForm, PinyinIsToldFromOtherNames) {
  for (const char* name : {"li qiang", "xi jinping", "zhuang shuang", "wang yi"}) {
    EXPECT_TRUE(IsPinyin(name)) << name;
  }
  for (const char* name : {"emmanuel macron", "boris johnson", "carrie lam"}) {
    EXPECT_FALSE(IsPinyin(name)) << name;
  }
  EXPECT_FALSE(IsPinyin(std::string(10000, 'a')));
}

TEST(NameForm, CharactersThatWriteOneSoundAreOne) {
  EXPECT_EQ(SoundsOf(U"弗洛伊德"), SoundsOf(U"佛洛伊德"));
  EXPECT_NE(SoundsOf(U"弗洛伊德"), SoundsOf(U"马克龙"));
  EXPECT_EQ(SoundLikeness(U"弗洛伊德", U"佛洛伊德"), 1);
  EXPECT_LT(SoundLikeness(U"特朗普", U"马克龙"), 0.3);
}

TEST(NameForm, AChineseNameOfThreeIsNoTransliteration) {
  EXPECT_TRUE(IsTransliteration(FormOf("弗洛伊德")));
  EXPECT_FALSE(IsTransliteration(FormOf("李莉莎")));
  EXPECT_FALSE(IsTransliteration(FormOf("习近平")));
}

TEST(NameForm, GlossesOfOnePersonMayDifferALittle) {
  EXPECT_TRUE(GlossesAgree("volodymyr zelensky", "volodymyr zelenskyy"));
  EXPECT_FALSE(GlossesAgree("boris johnson", "mike johnson"));
}

TEST(Variants, EveryRowHasTwoNamesAndNoNameIsInTwoRowsForSure) {
  std::map<std::string, int> sure;
  for (const VariantRow& row : KnownVariants()) {
    EXPECT_GE(row.names.size(), 2U);
    EXPECT_FALSE(std::ranges::all_of(row.names, &VariantRow::Name::ambiguous))
        << row.names.front().text;
    for (const VariantRow::Name& name : row.names) {
      if (!name.ambiguous) ++sure[name.text];
    }
  }
  for (const auto& [name, rows] : sure) EXPECT_EQ(rows, 1) << name;
}

TEST(Variants, ABadLineOfAUsersFileIsSaidWithItsNumber) {
  EXPECT_EQ(ParseAliasesFile("# me\n\n甲\t乙\r\n丙\t?丁\t戊\n", "f").size(), 2U);
  const auto complaint = [](const char* text) -> std::string {
    try {
      ParseAliasesFile(text, "aliases.txt");
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(complaint("甲\t乙\n甲 乙\n"),
            "aliases.txt:2: two or more names of a person, separated by tabs, are wanted");
  EXPECT_EQ(complaint("甲\t\t乙"), "aliases.txt:1: a name is empty");
  EXPECT_EQ(complaint("甲\t\xff"), "aliases.txt:1: this is not UTF-8");
}

}  // namespace
}  // namespace kg
