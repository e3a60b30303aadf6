#include "ingest/page_date.h"

#include <gtest/gtest.h>

namespace kg {
namespace {

TEST(LooksLikeDate, KnowsTheFormsOfAllPublishers) {
  for (const char* text :
       {"20/11/2023 - 15:42", "20/11/2023", "2020-06-30T07:58:34", "2020-07-08T00:54:15.550Z",
        "2020-07-01 18:16:08", "2020-07-01 18:16", "Thu, 02 Jun 2022 15:37:32 GMT", "Dec 17th 2019",
        "2020年 7月 13日", "2020年7月13日 08:05", "2024-08-07"}) {
    EXPECT_TRUE(LooksLikeDate(text)) << text;
  }
}

TEST(LooksLikeDate, SentencesAndNumbersAreNone) {
  for (const char* text : {"", "2023", "15:42", "1/2", "2020年7月13日，巴黎。",
                           "2020-07-01 18:16:08 更新", "第3-4-5条", "Marching Band 2019!"}) {
    EXPECT_FALSE(LooksLikeDate(text)) << text;
  }
}

}  // namespace
}  // namespace kg
