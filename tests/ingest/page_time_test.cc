#include "ingest/page_time.h"

#include <gtest/gtest.h>
#include <unicode/timezone.h>

#include <memory>

#include "graph/publishers.h"

namespace kg {
namespace {

std::string TimeOfPage(std::string_view text, const std::string& publisher = "") {
  const auto time = PageTime(text, publisher);
  return time ? ToIso(*time) : "none";
}

TEST(PageTime, DayFirstIsParisTimeWithSummerTime) {
  EXPECT_EQ(TimeOfPage("20/11/2023 - 15:42", "rfi.fr"), "2023-11-20T14:42:00Z");
  EXPECT_EQ(TimeOfPage("17/05/2023 - 18:25", "rfi.fr"), "2023-05-17T16:25:00Z");
  EXPECT_EQ(TimeOfPage("17/02/2024 - 00:44", "chenxing.example"), "2024-02-16T23:44:00Z");
  EXPECT_EQ(TimeOfPage("20/11/2023", "rfi.fr"), "2023-11-19T23:00:00Z");
}

TEST(PageTime, ClocksThatAreSetForwardAndBack) {
  EXPECT_EQ(TimeOfPage("26/03/2023 - 01:59", "rfi.fr"), "2023-03-26T00:59:00Z");
  EXPECT_EQ(TimeOfPage("26/03/2023 - 03:00", "rfi.fr"), "2023-03-26T01:00:00Z");
  EXPECT_EQ(TimeOfPage("29/10/2023 - 01:59", "rfi.fr"), "2023-10-28T23:59:00Z");
  EXPECT_EQ(TimeOfPage("29/10/2023 - 03:00", "rfi.fr"), "2023-10-29T02:00:00Z");
}

TEST(PageTime, WithoutAZoneThePublishersCounts) {
  EXPECT_EQ(TimeOfPage("2020-06-30T07:58:34", "cn.reuters.com"), "2020-06-30T07:58:34Z");
  EXPECT_EQ(TimeOfPage("2020-07-01 18:16:08", "cn.nytimes.com"), "2020-07-01T10:16:08Z");
  EXPECT_EQ(TimeOfPage("2024-06-26 08:47", "cn.nytimes.com"), "2024-06-26T00:47:00Z");
  EXPECT_EQ(TimeOfPage("2023-08-23 14:40:40", "news.haibian.example"), "2023-08-23T06:40:40Z");
  EXPECT_EQ(TimeOfPage("2020-07-01 18:16:08", "unknown.example"), "2020-07-01T18:16:08Z");
}

TEST(PageTime, ItsOwnZoneCountsMore) {
  EXPECT_EQ(TimeOfPage("2020-07-08T00:54:15.550Z", "rfi.fr"), "2020-07-08T00:54:15Z");
  EXPECT_EQ(TimeOfPage("2023-07-27 19:40:00 +0200", "cn.nytimes.com"), "2023-07-27T17:40:00Z");
  EXPECT_EQ(TimeOfPage("2023-07-27T19:40:00-03:30", "rfi.fr"), "2023-07-27T23:10:00Z");
}

TEST(PageTime, MailDates) {
  EXPECT_EQ(TimeOfPage("Thu, 02 Jun 2022 15:37:32 GMT"), "2022-06-02T15:37:32Z");
  EXPECT_EQ(TimeOfPage("Fri, 12 Jun 2020 07:50:51 +0000"), "2020-06-12T07:50:51Z");
  EXPECT_EQ(TimeOfPage("Fri, 12 Jun 2020 07:50:51 +0800"), "2020-06-11T23:50:51Z");
  EXPECT_EQ(TimeOfPage("2 Jun 2022 15:37 EDT"), "2022-06-02T19:37:00Z");
  EXPECT_EQ(TimeOfPage("Fri, 12 Jun 2020 07:50:51 +0000 (UTC)"), "2020-06-12T07:50:51Z");
}

TEST(PageTime, DatesInWords) {
  EXPECT_EQ(TimeOfPage("2020年 7月 13日", "bbc.com"), "2020-07-13T00:00:00Z");
  EXPECT_EQ(TimeOfPage("2024年6月26日 08:47", "cn.nytimes.com"), "2024-06-26T00:47:00Z");
  EXPECT_EQ(TimeOfPage("2024年6月26日 8时47分"), "2024-06-26T08:47:00Z");
  EXPECT_EQ(TimeOfPage("Dec 17th 2019"), "2019-12-17T00:00:00Z");
  EXPECT_EQ(TimeOfPage("March 3, 2021"), "2021-03-03T00:00:00Z");
  EXPECT_EQ(TimeOfPage("3 September 2021"), "2021-09-03T00:00:00Z");
  EXPECT_EQ(TimeOfPage("2020/7/3"), "2020-07-03T00:00:00Z");
  EXPECT_EQ(TimeOfPage(" 2020.07.03 "), "2020-07-03T00:00:00Z");
}

TEST(PageTime, WhatIsNoDateIsNone) {
  for (const char* text :
       {"", "15 分钟前", "31/02/2023", "2023-13-01", "20/11/23", "2023-11-20T25:00:00",
        "12 Foo 2020", "报道于2023-11-20", "2023-11-20 x", "NaN", "1700491502000", "2023",
        "99/99/9999", "\xFF\xFE", "0000-00-00"}) {
    EXPECT_EQ(TimeOfPage(text), "none") << text;
  }
}

TEST(PageTime, IcuKnowsTheZoneOfEveryPublisher) {
  for (const Publisher& publisher : Publishers()) {
    const std::unique_ptr<icu::TimeZone> zone(
        icu::TimeZone::createTimeZone(publisher.zone.c_str()));
    EXPECT_FALSE(*zone == icu::TimeZone::getUnknown()) << publisher.host << ' ' << publisher.zone;
  }
}

}  // namespace
}  // namespace kg
