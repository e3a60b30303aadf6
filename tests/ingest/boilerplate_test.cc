#include "ingest/boilerplate.h"

#include <gtest/gtest.h>

#include <string>

namespace kg {
namespace {

TEST(IsBoilerplate, WordsOfInterfacesAndProgramsAreNoText) {
  for (const char* text :
       {"广告", "举报广告", "继续浏览后续", "播放影片", "分享 :", "Array", "null", "undefined",
        "==========", "获取更多RSS：", "© 2021 AFP", "Feed enhanced by Better Feed",
        "Image caption 巴黎街头",
        "&copy; 何晓岚 for 海边日报, get_post_time('Y'). |Permalink |No comment |"}) {
    EXPECT_TRUE(IsBoilerplate(text)) << text;
  }
}

TEST(IsBoilerplate, SentencesWithTheSameWordsAreText) {
  for (const char* text :
       {"广告收入下降了三成。", "他在会上分享了经验。", "分享会周五举行",
        "Array of Things 项目启动", "相关部门说，调查还在继续。", "赞比亚总统周一访华。", "——"}) {
    EXPECT_FALSE(IsBoilerplate(text)) << text;
  }
  EXPECT_FALSE(IsBoilerplate("© " + std::string(700, 'x')));
}

TEST(IsRelatedHeading, IsTheWholeBlock) {
  EXPECT_TRUE(IsRelatedHeading("同一主题"));
  EXPECT_TRUE(IsRelatedHeading("相关报道："));
  EXPECT_FALSE(IsRelatedHeading("相关报道说"));
}

TEST(IsGalleryHeading, StartsWithItsWordAndAColon) {
  EXPECT_TRUE(IsGalleryHeading("相关图集：海边的一天"));
  EXPECT_FALSE(IsGalleryHeading("相关图集"));
}

}  // namespace
}  // namespace kg
