#include "tests/support/synthetic_archive.h"

#include <array>
#include <fstream>
#include <random>
#include <string>

namespace kg {
namespace {

constexpr std::array<const char*, 8> kPeople = {
    "法国总统马克龙", "中国国家主席习近平", "俄罗斯总统普京", "乌克兰总统泽连斯基",
    "美国总统拜登",   "中国特使李辉",       "德国总理朔尔茨", "巴西总统卢拉"};
constexpr std::array<const char*, 6> kPlaces = {"巴黎", "北京", "基辅", "迪拜", "巴西利亚", "柏林"};
constexpr std::array<const char*, 6> kActs = {"表示将继续推动谈判", "强调合作的重要性",
                                              "与各方代表会面",     "呼吁减少排放",
                                              "谈到选举的结果",     "宣布新的探月计划"};
constexpr std::array<const char*, 5> kArchiveTopics = {"中国", "法国", "气候", "选举", "航天"};

class Generator {
 public:
  Generator(int count, std::uint64_t seed) : count_(count), random_(seed) {}

  void Write(const std::filesystem::path& folder) {
    for (int i = 0; i < count_; ++i) {
      const auto directory = folder / std::to_string(i / 200);
      std::filesystem::create_directories(directory);
      std::ofstream out(directory / (std::to_string(1048575 - i) + ".md"), std::ios::binary);
      // Every fiftieth is another text of an earlier address.
      WriteArticle(out, i % 50 == 49 ? Below(i) : i, i);
    }
  }

 private:
  int Below(int bound) { return static_cast<int>(random_() % static_cast<std::uint64_t>(bound)); }

  template <std::size_t n>
  std::string Pick(const std::array<const char*, n>& list) {
    return list[static_cast<std::size_t>(Below(static_cast<int>(n)))];
  }

  static std::string PathOf(int address) {
    const int month = address % 12 + 1;
    return "/cn/politics/2023" + std::string(month < 10 ? "0" : "") + std::to_string(month) +
           "15-" + std::to_string(address);
  }

  std::string Sentence() {
    return Pick(kPeople) + "在" + Pick(kPlaces) + Pick(kActs) + "，" + Pick(kPeople) + Pick(kActs) +
           "。";
  }

  void WriteArticle(std::ostream& out, int address, int number) {
    out << "<!--" << 1672531200 + number * 900 << "000-->\n[" << Pick(kPlaces) << "：第" << number
        << "条消息](https://www.chenxing.example" << PathOf(address) << ")\n------\n\n<div>";
    for (int paragraph = 2 + Below(5); paragraph > 0; --paragraph) {
      out << "<p>";
      for (int sentence = 1 + Below(4); sentence > 0; --sentence) out << Sentence();
      out << "</p>";
    }
    out << "</div>";
    WriteRelated(out);
    out << "\n";
  }

  void WriteRelated(std::ostream& out) {
    out << "<div><asidedata-org-name=\"\"data-org-type=\"\"><div><span>同一主题</span></div>";
    for (int item = Below(4); item > 0; --item) {
      out << "<div><divdata-article-list><div><div><div><span>" << Pick(kArchiveTopics) << "/"
          << Pick(kArchiveTopics) << "</span></div><div><a href=\""
          << PathOf(Below(count_ + count_ / 10 + 1)) << "\" data-article-item-link><h2>"
          << Pick(kPlaces) << "的消息</h2></a></div></div></div></div></div>";
    }
    out << "</aside></div>";
  }

  int count_;
  std::mt19937_64 random_;
};

}  // namespace

void WriteSyntheticArchive(const std::filesystem::path& folder, int count, std::uint64_t seed) {
  Generator(count, seed).Write(folder);
}

}  // namespace kg
