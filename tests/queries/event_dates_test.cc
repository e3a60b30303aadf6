#include "queries/event_dates.h"

#include <gtest/gtest.h>

#include <string>

#include "graph/utf8.h"
#include "queries/random.h"

namespace kg {
namespace {

const Time kWednesday = *MakeTime(2023, 9, 13);

// "2023-09-12 2023-09 2022"
std::string Read(std::string_view text, Time today = kWednesday) {
  std::string all;
  for (const EventDate& date : DatesIn(text, today)) {
    const std::string day = DayOf(date.start);
    const std::size_t shown = date.precision == DatePrecision::kDay     ? 10
                              : date.precision == DatePrecision::kMonth ? 7
                                                                        : 4;
    all += (all.empty() ? "" : " ") + day.substr(0, shown);
  }
  return all;
}

TEST(EventDates, AreReadAsOnTheDayOfTheArticle) {
  EXPECT_EQ(Read("他昨天抵达，今天会谈，后天回国"), "2023-09-12 2023-09-13 2023-09-15");
  EXPECT_EQ(Read("2023年4月5日，习近平会见来宾"), "2023-04-05");
  EXPECT_EQ(Read("9月3日阅兵，去年12月动工"), "2023-09-03 2022-12");
  EXPECT_EQ(Read("今年9月开学，2019年9月1日建校，2008年"), "2023-09 2019-09-01 2008");
  EXPECT_EQ(Read("2023 年 4 月 5 日，9 月 3 日"), "2023-04-05 2023-09-03");
  EXPECT_EQ(Read("发布时间：2023/4/5，2023.04.06"), "2023-04-05 2023-04-06");
  EXPECT_EQ(Read("新华社12日电"), "2023-09-12");
  EXPECT_EQ(Read("28日"), "2023-08-28") << "more than three days ahead, so last month's";
  EXPECT_EQ(Read("上周五、周一、本周日、下周三"), "2023-09-08 2023-09-11 2023-09-17 2023-09-20");
  EXPECT_EQ(Read("周三与星期四"), "2023-09-13 2023-09-07");
}

TEST(EventDates, WithoutAYearAreTheNearest) {
  EXPECT_EQ(Read("12月31日", *MakeTime(2024, 1, 3)), "2023-12-31");
  EXPECT_EQ(Read("1月5日", *MakeTime(2023, 12, 20)), "2024-01-05");
  EXPECT_EQ(Read("11月20日"), "2022-11-20") << "more than 45 days ahead";
  EXPECT_EQ(Read("2月29日"), "") << "no such day in the years around";
}

TEST(EventDates, TakeTheYearAndMonthOfTheDateBeforeThem) {
  EXPECT_EQ(Read("展览于2020年6月3日至11月2日举行"), "2020-06-03 2020-11-02");
  EXPECT_EQ(Read("2017年3月30日相识，6月7日登记，7月16日离婚"), "2017-03-30 2017-06-07 2017-07-16");
  EXPECT_EQ(Read("将于10月28日至30日访问；7月3日晚到4日凌晨有雨"),
            "2023-10-28 2023-10-30 2023-07-03 2023-07-04");
  EXPECT_EQ(Read("2021年12月21日、22日开庭"), "2021-12-21 2021-12-22");
  EXPECT_EQ(Read("1998年建厂，同年12月28日投产"), "1998 1998-12-28");
  EXPECT_EQ(Read("1998年建厂，12月28日停产"), "1998 2022-12-28") << "said of no day of that year";
  EXPECT_EQ(Read("2020年6月3日开幕。9月2日闭幕"), "2020-06-03 2023-09-02") << "another sentence";
  EXPECT_EQ(Read("2020年6月3日不同，5月2日亦然"), "2020-06-03 2023-05-02") << "it would turn back";
  EXPECT_EQ(Read("8月30日已定，12日公布"), "2023-08-30 2023-09-12") << "it would turn back";
}

TEST(EventDates, SayWhetherTheirYearIsNamed) {
  std::string named;
  for (const EventDate& date :
       DatesIn("2023年4月5日、7日，去年5月6日；9月3日，昨天，On April 5, 2023", kWednesday))
    named += date.with_year ? 'y' : '-';
  EXPECT_EQ(named, "yyy--y");
}

TEST(EventDates, AreNotSpansOfDaysOrNumbers) {
  EXPECT_EQ(Read("3日内答复，5日游，15日均线"), "");
  EXPECT_EQ(Read("13月5日与2月30日"), "");
  EXPECT_EQ(Read("编号20231月1日"), "");
}

TEST(EventDates, AreReadInEnglish) {
  EXPECT_EQ(Read("He met her on Friday, and again on April 5, 2023."), "2023-09-08 2023-04-05");
  EXPECT_EQ(Read("On Sept. 3 and 4 August 2021; yesterday"), "2023-09-03 2021-08-04 2023-09-12");
  EXPECT_EQ(Read("today, tomorrow, next Monday"), "2023-09-13 2023-09-14 2023-09-18");
  EXPECT_EQ(Read("It may 5 times march 3000 miles; Sundays"), "");
}

TEST(EventDates, SpansAreTheWordsInCodePoints) {
  const std::string text = "他说：昨天与2023年4月5日，on Friday";
  const auto dates = DatesIn(text, kWednesday);
  ASSERT_EQ(dates.size(), 3U);
  EXPECT_EQ(Slice(text, dates[0].span), "昨天");
  EXPECT_EQ(Slice(text, dates[1].span), "2023年4月5日");
  EXPECT_EQ(Slice(text, dates[2].span), "Friday");
}

TEST(EventDates, OfEveryDayAreFoundAgain) {
  Random random(4);
  for (int round = 0; round < 500; ++round) {
    const Time today = *MakeTime(2000, 1, 1) + std::chrono::days(random.Below(10000));
    const Time day = today - std::chrono::days(random.Below(300));
    const std::string iso = DayOf(day);
    const std::string month_day = std::to_string(std::stoi(iso.substr(5, 2))) + "月" +
                                  std::to_string(std::stoi(iso.substr(8, 2))) + "日";
    EXPECT_EQ(Read("于" + month_day + "说", today), iso) << "today " << DayOf(today);
    EXPECT_EQ(Read(iso.substr(0, 4) + "年" + month_day, today), iso);
    EXPECT_EQ(Read("on " + iso + ".", today), iso);
  }
}

TEST(LocalDay, IsBeijingsForChineseNews) {
  const Time evening = *MakeTime(2023, 9, 12, 20);
  EXPECT_EQ(DayOf(LocalDay(evening, "zh-Hans")), "2023-09-13");
  EXPECT_EQ(DayOf(LocalDay(evening, "en")), "2023-09-12");
}

}  // namespace
}  // namespace kg
