#include "tools/train_people/augment.h"

#include <algorithm>
#include <map>

#include "graph/utf8.h"
#include "ingest/people/code_points.h"
#include "ingest/people/lexicon.h"
#include "tools/train_people/name_form.h"

namespace kg::people {
namespace {

constexpr std::string_view kTemplates[] = {
#define TEMPLATE(sentence) sentence,
#include "tools/train_people/templates.inc"
#undef TEMPLATE
};

// A text that grows, with the names in it.
class Growing {
 public:
  explicit Growing(float weight) { text_.weight = weight; }

  void Add(std::string_view part) {
    text_.text += part;
    size_ += static_cast<std::uint32_t>(CountCodePoints(part));
  }
  // Several names, with `sign` between them.
  void AddChineseNames(const NamePool& pool, std::string_view sign, std::size_t most,
                       std::mt19937_64& random) {
    for (std::size_t rest = 2 + random() % (most - 1); rest > 0; --rest) {
      AddName(pool.Chinese(random), NodeKind::kPerson);
      if (rest > 1) Add(sign);
    }
  }
  void AddName(std::string_view name, NodeKind kind) {
    const std::uint32_t start = size_;
    Add(name);
    text_.names.push_back({{start, size_}, kind});
  }
  TrainingText Take() { return std::move(text_); }

 private:
  TrainingText text_{};
  std::uint32_t size_ = 0;
};

TrainingText Filled(std::string_view pattern, const NamePool& pool, float weight,
                    std::mt19937_64& random) {
  Growing text(weight);
  while (!pattern.empty()) {
    const std::size_t slot = std::min(pattern.find('{'), pattern.size());
    text.Add(pattern.substr(0, slot));
    if (slot == pattern.size()) break;
    switch (pattern[slot + 1]) {
      case 'C': text.AddName(pool.Chinese(random), NodeKind::kPerson); break;
      case 'F': text.AddName(pool.Foreign(random), NodeKind::kPerson); break;
      case 'A': text.AddChineseNames(pool, "、", 6, random); break;
      case 'B': text.AddChineseNames(pool, random() % 2 == 0 ? "　" : " ", 4, random); break;
      case 'D': text.AddChineseNames(pool, "", 3, random); break;
      case 'M': text.AddName(pool.Minority(random), NodeKind::kPerson); break;
      case 'J': text.AddName(pool.Japanese(random), NodeKind::kPerson); break;
      case 'K': text.AddName(pool.Korean(random), NodeKind::kPerson); break;
      case 'G': text.AddName(pool.Latin(random), NodeKind::kPerson); break;
      case 'S': text.AddName(pool.Surname(random), NodeKind::kPerson); break;
      case 'L': text.AddName(pool.Place(random), NodeKind::kPlace); break;
      case 'O': text.AddName(pool.Organization(random), NodeKind::kOrganization); break;
      case 'T': text.Add(pool.Title(random)); break;
      default:
        text.AddName(random() % 2 == 0 ? pool.Chinese(random) : pool.Foreign(random),
                     NodeKind::kPerson);
    }
    pattern.remove_prefix(slot + 3);
  }
  return text.Take();
}

}  // namespace

NamePool::NamePool() {
  for (char16_t c = 0x4E00; c < 0x9FFF; ++c) {
    const std::uint32_t classes = ClassTable()[c];
    if ((classes & kTraditional) != 0) continue;
    const std::string text = ToUtf8(std::u16string(1, c));
    if ((classes & kCommonSurname) != 0) common_surnames_.push_back(text);
    if ((classes & kSurname) != 0) rare_surnames_.push_back(text);
    if ((classes & kGiven) != 0) given_.push_back(text);
  }
  for (const std::u16string& surname : LongSurnames().texts()) {
    long_surnames_.push_back(ToUtf8(surname));
  }
  for (const std::u16string& word : Words().texts()) {
    const Lexicon::Match match = Words().Longest(word);
    const std::string text = ToUtf8(word);
    if (match.kind == WordKind::kPerson) Add(text);
    if (match.kind == WordKind::kPlace) places_.push_back(text);
    if (match.kind == WordKind::kOrganization) organizations_.push_back(text);
    if (match.kind == WordKind::kTitle) titles_.push_back(text);
  }
}

void NamePool::Add(const std::string& name) {
  const std::u16string chars = ToUtf16(name);
  switch (FormOf(chars)) {
    case NameForm::kChinese:
      chinese_.push_back(name);
      if (chars.size() == 3 && LongSurnames().Longest(chars).length == 0) {
        borne_.push_back(
            {ToUtf8(chars.substr(0, 1)), ToUtf8(chars.substr(1, 1)), ToUtf8(chars.substr(2, 1))});
      }
      break;
    case NameForm::kForeign: AddForeign(chars); break;
    case NameForm::kOther: break;
  }
}

void NamePool::AddForeign(std::u16string_view name) {
  foreign_.push_back(ToUtf8(name));
  while (!name.empty()) {
    std::size_t end = 0;
    while (end < name.size() && (ClassTable()[name[end]] & kDot) == 0) ++end;
    if (end >= 2) foreign_parts_.push_back(ToUtf8(name.substr(0, end)));
    name.remove_prefix(std::min(end + 1, name.size()));
  }
}

// Half of them of characters as people bear them, half of all that may be in a name.
std::string NamePool::Composed(const std::string& surname, std::mt19937_64& random) const {
  const bool alone = random() % 4 == 0;
  if (random() % 2 == 0) {
    if (alone) return surname + Pick(borne_, random)[2];
    return surname + Pick(borne_, random)[1] + Pick(borne_, random)[2];
  }
  const std::string& first = Pick(given_, random);
  return alone ? surname + first : surname + first + Pick(given_, random);
}

std::string NamePool::Surname(std::mt19937_64& random) const {
  if (random() % 2 == 0) return Pick(borne_, random)[0];
  return random() % 3 == 0 ? Pick(rare_surnames_, random) : Pick(common_surnames_, random);
}

std::string NamePool::Chinese(std::mt19937_64& random) const {
  if (random() % 5 < 2) return Pick(chinese_, random);
  if (random() % 16 == 0) return Japanese(random);
  return Composed(random() % 40 == 0 ? Pick(long_surnames_, random) : Surname(random), random);
}

std::string NamePool::Japanese(std::mt19937_64& random) const {
  static const std::vector<std::string> kSurnames = {
      "岛津", "德川", "丰臣", "织田", "足利", "武田", "上杉", "伊达", "毛利", "北条",
      "源",   "平",   "藤",   "东条", "近卫", "福泽", "夏目", "芥川", "大隈", "西乡",
      "坂本", "板垣", "犬养", "币原", "白井", "七里", "三崎", "二宫", "三浦", "长冈",
      "木户", "吉良", "浅野", "宇野", "桂",   "若槻", "江藤", "广濑", "秋山", "乃木",
      "东乡", "黑木", "本田", "盛田", "稻盛", "早川", "冈村", "梅津", "土肥", "森本",
      "永井", "荒井", "相泽", "星野", "樋口", "关根", "堀江", "泷泽", "仓木", "滨崎"};
  static const std::vector<std::string> kGiven = {
      "太郎",   "次郎",   "一郎",   "三郎",   "四郎", "健太", "健一", "健二",   "浩二",   "浩一",
      "雄一",   "雄二",   "信长",   "家康",   "秀吉", "义久", "义弘", "家久",   "丰久",   "信玄",
      "谦信",   "政宗",   "元就",   "义满",   "安正", "幸一", "英一", "英机",   "文麿",   "博文",
      "有朋",   "利通",   "隆盛",   "龙马",   "退助", "重信", "光弘", "城光",   "美幸",   "康史",
      "和也",   "达也",   "拓也",   "直树",   "秀树", "正树", "大辅", "翔太",   "翔平",   "一朗",
      "秀喜",   "启介",   "慎司",   "真司",   "佑都", "英寿", "俊辅", "纯一郎", "晋三",   "太一",
      "由纪夫", "直人",   "佳彦",   "喜朗",   "康夫", "角荣", "纠夫", "荣作",   "信介",   "茂",
      "实",     "勇",     "花子",   "美智子", "雅子", "爱子", "纪子", "佳子",   "真子",   "百惠",
      "明菜",   "圣子",   "步",     "光",     "美穗", "结衣", "遥",   "舞",     "彩",     "麻衣",
      "由美",   "真由美", "久美子", "洋子",   "京子", "幸子", "和子", "良子",   "惠子",   "友美",
      "理惠",   "美咲",   "七海",   "优子",   "敦子", "玲奈", "奈奈", "瞳",     "龙之介", "漱石",
      "春树",   "由纪夫", "康成",   "治",     "谕吉", "宽",   "直哉", "鸥外",   "独步",   "芭蕉",
      "骏",     "明",     "勋",     "诚",     "隆",   "聪",   "豪",   "耀司",   "三宅",   "宽斋",
      "忠雄",   "丰雄",   "妹岛",   "伸一"};
  const std::string& surname =
      random() % 3 == 0 ? Pick(kSurnames, random) : Pick(long_surnames_, random);
  if (random() % 6 == 0) return surname;
  return surname + Pick(kGiven, random);
}

std::string NamePool::Korean(std::mt19937_64& random) const {
  static const std::vector<std::string> kSurnames = {
      "金", "李", "朴", "崔", "郑", "姜", "赵", "尹", "张", "林", "韩", "吴",
      "申", "徐", "权", "黄", "安", "宋", "阮", "黎", "范", "武", "潘", "裴"};
  return Composed(Pick(kSurnames, random), random);
}

// Half from Tibet, the rest from Xinjiang and Mongolia.
std::string NamePool::Minority(std::mt19937_64& random) const {
  static const std::vector<std::string> kTibetan = {
      "扎西", "次仁", "多吉", "罗布", "平措", "顿珠", "旺堆", "卓玛", "央金", "达瓦", "尼玛",
      "边巴", "巴桑", "洛桑", "丹增", "格桑", "索朗", "旺久", "拉姆", "德吉", "白玛", "仁青",
      "贡布", "嘉措", "曲珍", "加央", "群培", "坚赞", "强巴", "普布", "米玛", "桑珠", "旺姆",
      "晋美", "土登", "赤列", "阿沛", "帕巴", "江央", "欧珠", "玉珍", "才让", "当周", "桑杰"};
  static const std::vector<std::string> kUyghur = {
      "买买提",   "艾买提",   "吐尔逊",   "司马义", "阿不都",   "热合曼", "库尔班",   "依明",
      "玉素甫",   "赛福鼎",   "艾则孜",   "包尔汉", "肉孜",     "卡德尔", "木合塔尔", "努尔",
      "阿依古丽", "古丽娜尔", "帕提古丽", "热娜",   "阿不力孜", "牙生",   "尼牙孜",   "沙吾提",
      "托乎提",   "伊敏",     "哈力克",   "赛义德", "巴哈提",   "叶尔肯", "贾那布尔", "别克"};
  static const std::vector<std::string> kMongolian = {
      "巴特尔", "乌力吉",   "格日勒", "斯琴", "其其格", "乌云",   "朝鲁",   "宝音",
      "那顺",   "德力格尔", "图雅",   "娜仁", "布和",   "苏和",   "呼格",   "哈斯",
      "额尔敦", "孟和",     "敖登",   "萨仁", "阿拉坦", "道尔吉", "腾格尔", "乌兰"};
  switch (random() % 8) {
    case 0:
    case 1:
    case 2: return Pick(kTibetan, random) + Pick(kTibetan, random);
    case 3: return Pick(kTibetan, random);
    case 4:
    case 5: return Pick(kUyghur, random) + "·" + Pick(kUyghur, random);
    case 6: return Pick(kMongolian, random);
    default: return Pick(kMongolian, random) + Pick(kMongolian, random);
  }
}

std::string NamePool::Foreign(std::mt19937_64& random) const {
  switch (random() % 6) {
    case 0:
    case 1: return Pick(foreign_, random);
    case 2:
    case 3: return Pick(foreign_parts_, random);
    case 4: return Pick(foreign_parts_, random) + "·" + Pick(foreign_parts_, random);
    default: {
      // A name nobody has, of the beginning of one and the end of another.
      const std::u16string head = ToUtf16(Pick(foreign_parts_, random));
      const std::u16string tail = ToUtf16(Pick(foreign_parts_, random));
      return ToUtf8(head.substr(0, (head.size() + 1) / 2) + tail.substr(tail.size() / 2));
    }
  }
}

std::string NamePool::Latin(std::mt19937_64& random) const {
  static const std::vector<std::string> kFirst = {
      "Anna", "Carl", "Emma",  "Ivan", "John", "Maria", "Peter", "Paul", "Sarah", "Ahmed",  "Linda",
      "Marc", "Jean", "Kenji", "Olga", "Luis", "David", "Julia", "Tom",  "Nadia", "Samuel", "Rosa"};
  static const std::vector<std::string> kLast = {
      "Miller", "Dubois", "Petrov",  "Schmidt", "Garcia",   "Rossi", "Kim",    "Tanaka", "Haddad",
      "Novak",  "Brown",  "Lefevre", "Olsen",   "Kowalski", "Singh", "Okafor", "Wilson", "Moreau"};
  return random() % 6 == 0 ? Pick(kLast, random) : Pick(kFirst, random) + " " + Pick(kLast, random);
}

std::vector<TrainingText> WithOtherNames(std::span<const TrainingText> texts, const NamePool& pool,
                                         int copies, float weight, std::mt19937_64& random) {
  std::vector<TrainingText> changed;
  for (const TrainingText& text : texts) {
    const bool any = std::ranges::any_of(text.names, [&](const LabelledName& name) {
      return name.kind == NodeKind::kPerson &&
             FormOf(ToUtf16(Slice(text.text, name.span))) != NameForm::kOther;
    });
    for (int i = 0; any && i < copies; ++i) {
      std::map<std::string, std::string> other;  // the same one for every place of a name
      Growing copy(weight);
      std::uint32_t at = 0;
      for (const LabelledName& name : text.names) {
        copy.Add(Slice(text.text, {at, name.span.start}));
        at = name.span.end;
        const std::string old(Slice(text.text, name.span));
        const NameForm form =
            name.kind == NodeKind::kPerson ? FormOf(ToUtf16(old)) : NameForm::kOther;
        std::string& changed_name = other[old];
        if (changed_name.empty()) {
          changed_name = form == NameForm::kChinese   ? pool.Chinese(random)
                         : form == NameForm::kForeign ? pool.Foreign(random)
                                                      : old;
        }
        copy.AddName(changed_name, name.kind);
      }
      copy.Add(Slice(text.text, {at, static_cast<std::uint32_t>(CountCodePoints(text.text))}));
      changed.push_back(copy.Take());
    }
  }
  return changed;
}

std::vector<TrainingText> FromTemplates(const NamePool& pool, int rounds, float weight,
                                        std::mt19937_64& random) {
  std::vector<TrainingText> texts;
  for (int round = 0; round < rounds; ++round) {
    for (const std::string_view pattern : kTemplates) {
      texts.push_back(Filled(pattern, pool, weight, random));
    }
  }
  return texts;
}

}  // namespace kg::people
