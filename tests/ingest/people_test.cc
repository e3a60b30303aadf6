#include "ingest/people/extractor.h"

#include <gtest/gtest.h>

#include "graph/utf8.h"

namespace kg {
namespace {

std::vector<FoundName> FindIn(std::string_view text) {
  const auto size = static_cast<std::uint32_t>(CountCodePoints(text));
  return ExtractNames({text, {{Field::kBody, {0, size}}}});
}

// The names of a kind in order of their place: "quote" or, where it differs, "quote=entity".
std::string FoundNames(std::string_view text, NodeKind kind = NodeKind::kPerson) {
  std::string line;
  for (const FoundName& name : FindIn(text)) {
    if (name.kind != kind) continue;
    const std::string quote(Slice(text, name.span));
    line.append(line.empty() ? "" : " ").append(quote);
    if (quote != name.entity) line.append("=").append(name.entity);
  }
  return line;
}

struct Case {
  const char* text;
  const char* names;
};

void ExpectAll(std::initializer_list<Case> cases) {
  for (const Case& one : cases) EXPECT_EQ(FoundNames(one.text), one.names) << one.text;
}

TEST(People, OrdinaryWordsAreNobody) {
  for (const char* text : {
           "法国总统府周一向议会通报了谈判的进展。",
           "图尔马莱山口飘雪，两国元首在山间的餐馆共进午餐。",
           "神舟飞船返回地面，会议在阿布达比开幕。",
           "周一向外界表示，周二将公布结果。",
           "法国方面表示关注，中国方面没有回应。",
           "双方在各方面都取得了进展。",
           "星期三，欧盟方面承认进展缓慢。",
           "十一月底，国际原子能机构发表了报告。",
           "三月说过的话，五月又说了一遍。",
           "高峰会在文明古国举行，和平方案通过。",
           "马上要开始的马拉松路线经过金门大桥。",
           "小时候他常常在白天看到黄河。",
           "平安夜的安全工作由安全部门负责。",
           "万多名示威者走上街头，许多人受伤。",
           "温度升高，水平面上升，石油价格下跌。",
           "王室说，国王将于下周登基。",
           "市民把士兵高高举起，号召大家分布在各处。",
           "他从小就在罗兰·加洛斯打球。",
           "特使将访乌波法德俄五国。",
           "飞船凌晨登陆月球，凌晨的直播有数百万人观看。",
       }) {
    EXPECT_EQ(FoundNames(text), "") << text;
  }
}

TEST(People, PlacesOfChinaAreNobody) {
  for (const char* text : {"邢台市再次调整规划。", "重庆与延安之间的战争", "包头的工厂开工。"}) {
    EXPECT_EQ(FoundNames(text), "") << text;
  }
}

TEST(People, ChineseNamesNeedNoTitle) {
  ExpectAll({
      {"黄碧娟加盟那年的六月，银行被收购。", "黄碧娟"},
      {"刘北宏手上有一份订单。", "刘北宏"},
      {"江泽民主席会见了外宾。", "江泽民"},
      {"出席会议的有王小明、李建华、陈丽芳等。", "王小明 李建华 陈丽芳"},
      {"本报记者王小明", "王小明"},
      {"到场的李小姐表示很惨痛。", "李"},
      {"董宏突然落马，警方抓了董宏。", "董宏 董宏"},
  });
}

TEST(People, KingsHaveTheirNumbers) {
  ExpectAll({
      {"西班牙国王菲利普二世建造了这座宫殿。", "菲利普二世"},
      {"瑞典女王克里斯蒂娜一世退位。", "克里斯蒂娜一世"},
      {"法国国王路易十五的画像挂在大厅里。", "路易十五"},
      {"“查理二世”号战舰进入船坞。", ""},
      {"二十世纪的战争已经结束。", ""},
  });
}

TEST(People, WordsBesideNamesOfThePastAreNoPartOfThem) {
  ExpectAll({
      {"书法家颜真卿也在城中。", "颜真卿"},
      {"理学家朱熹任满离去。", "朱熹"},
      {"驸马都尉郗鉴上书。", "郗鉴"},
      {"科尔沁部奥巴贝勒前来会盟。", "奥巴"},
      {"装甲军珀西·格兰德的单位下", "珀西·格兰德"},
      {"演员木村拓也没有回答。", "木村拓也"},
      {"外务省官员泽村健太到会。", "泽村健太"},
      {"康熙帝命施琅攻打台湾。", "康熙帝 施琅"},
  });
}

TEST(People, StatesDynastiesVillagesAndWorksAreNobody) {
  for (const char* text :
       {"赵国与匈奴长期对峙，郑国派兵相助。", "唐宋两代与明清时期的瓷器",
        "游客参观了李家庄和范家屯。", "荷马史诗是一部长诗。", "总教习到任，教习们前来迎接。",
        "公主府和太子府都在城东。", "库存还有 40 万公升。", "屠夫把刀放下。",
        "斯诺克比赛和高尔夫球赛同时开始。", "Central Park 和 Wood County 的公园",
        "公司与天浩盛世签约。", "阿斯本论坛开幕。"}) {
    EXPECT_EQ(FoundNames(text), "") << text;
  }
}

TEST(People, TheLeaderIsCalledByHisFamilyNameAlone) {
  ExpectAll({{"习近平讲话，习上台后没有变化。", "习近平 习=习近平"}, {"学习的习惯需要练习。", ""}});
}

TEST(People, KnownVariantsHaveOneName) {
  ExpectAll(
      {{"佛洛伊德与弗洛伊德", "佛洛伊德=弗洛伊德 弗洛伊德"},
       {"美国防长劳埃德·奥斯汀说，奥斯汀将访问北京。", "劳埃德·奥斯汀 奥斯汀=劳埃德·奥斯汀"}});
}

TEST(People, TitlesAndJobsAloneAreNobody) {
  for (const char* text :
       {"总统说，他不会辞职。", "外交部发言人表示，会谈将继续。", "国防部长访问了前线。",
        "法国总统与德国总理举行会谈。", "该国外长会见了特使。", "一位经济学家认为，通胀会下降。",
        "联合国秘书长呼吁停火。", "中国国家主席将于下月访问法国。"}) {
    EXPECT_EQ(FoundNames(text), "") << text;
  }
}

TEST(People, MediaAndAgenciesAreNobody) {
  for (const char* text :
       {"据法新社报道，谈判已经开始。", "路透社说，油价上涨。", "华尔街日报报道说，会议推迟。",
        "新华社周日发表评论。", "《费加罗报》指出，选情胶着。", "德国之声说，记者受到阻拦。",
        "彭博社称，双方接近达成协议。"}) {
    EXPECT_EQ(FoundNames(text), "") << text;
  }
}

TEST(People, PlacesPeoplesAndThingsNamedLikePersonsAreNobody) {
  for (const char* text :
       {"阿尔萨斯省的葡萄园", "哥伦比亚大学的教授们说", "他们穿过圣马丁大街。", "莱茵河水位下降。",
        "罗兴亚人逃往孟加拉国。", "诺贝尔和平奖颁给了三个组织。", "戴高乐号航母驶入红海。",
        "“邦霍姆·理查德”号军舰起火。", "公布詹姆斯·韦布空间望远镜拍摄的照片",
        "华盛顿表示不满，莫斯科拒绝回应。", "特斯拉公司宣布裁员。"}) {
    EXPECT_EQ(FoundNames(text), "") << text;
  }
}

TEST(People, TitlesBeforeAndBehindNamesAreNoPartOfThem) {
  ExpectAll({
      {"法国总统马克龙表示关注。", "马克龙"},
      {"习近平主席与马克龙总统通话。", "习近平 马克龙"},
      {"中国国家主席习近平周一会见了俄罗斯总统普京。", "习近平 普京"},
      {"中国特使李辉抵达基辅。", "李辉"},
      {"韩国外交部长朴振说，会谈很有成果。", "朴振"},
      {"朝鲜领导人金正恩曾访问俄罗斯。", "金正恩"},
      {"乌克兰总统泽连斯基通话时说", "泽连斯基"},
      {"美国国务卿布林肯、中国外长秦刚出席。", "布林肯 秦刚"},
      {"法国外长科隆纳女士说", "科隆纳"},
  });
}

TEST(People, NamesAtTheStartOfASentenceNeedNoTitle) {
  ExpectAll({
      {"马克龙四月访问了北京。", "马克龙"},
      {"李辉抵达巴黎。王毅没有同行。", "李辉 王毅"},
      {"泽连斯基：我们不会放弃", "泽连斯基"},
      {"普京、金正恩会晤", "普京 金正恩"},
  });
}

TEST(People, UnknownNamesNeedEvidenceInTheText) {
  ExpectAll({
      {"记者何晓岚报道，会议推迟。", "何晓岚"},
      {"中国驻法国大使卢晓明表示，这不符合事实。", "卢晓明"},
      {"受害者名叫陈美玲。", "陈美玲"},
      {"巴西总统卡斯特利亚诺宣布辞职。", "卡斯特利亚诺"},
      {"歌手席琳·迪翁表示", "席琳·迪翁"},
      {"首席基思·格兰德尔说", "基思·格兰德尔"},
      {"公布约翰·格兰德尔的遗嘱", "约翰·格兰德尔"},
      {"律师欧阳晓明说，案件将上诉。", "欧阳晓明"},
      {"欧阳建国昨天到会。", "欧阳建国"},
  });
}

TEST(People, PartsWithDotsAndDashesAreOneName) {
  ExpectAll({
      {"法国总理让·卡斯泰宣布新措施。", "让·卡斯泰=卡斯泰"},
      {"诗人让·德布雷维尔宣布退休。", "让·德布雷维尔"},
      {"俄罗斯防长谢尔盖-绍伊古访问平壤。", "谢尔盖-绍伊古=绍伊古"},
      {"美国防长劳埃德-奥斯汀说", "劳埃德-奥斯汀=劳埃德·奥斯汀"},
      {"评论家罗莎·卢森堡在书中写道", "罗莎·卢森堡"},
      {"议员米歇尔•德布雷维尔说", "米歇尔•德布雷维尔=米歇尔·德布雷维尔"},
      {"作家乔治·W·格兰德尔说", "乔治·W·格兰德尔"},
  });
}

TEST(People, GlossesAreNamesOfTheSamePerson) {
  ExpectAll({
      {"总统顾问博纳（Emmanuel Bonne）表示", "博纳 Emmanuel Bonne=博纳"},
      {"外长库莱巴Dmytro Kouleba说", "库莱巴 Dmytro Kouleba=库莱巴"},
      {"画家莱昂内蒂 (Ada Leonetti, 1920-1999) 的作品", "莱昂内蒂 Ada Leonetti=莱昂内蒂"},
  });
}

TEST(People, LatinWordsThatAreNoNamesAreNone) {
  for (const char* text : {"北约（NATO）表示", "国家安全委员会（National Security Council）说",
                           "他使用 iPhone Pro 手机。", "（Paris）会谈"}) {
    EXPECT_EQ(FoundNames(text), "") << text;
  }
}

TEST(People, AFullNameOnceMakesItsLastPartAName) {
  ExpectAll({
      {"作家米歇尔·德布雷维尔辞职。德布雷维尔说，他累了。",
       "米歇尔·德布雷维尔 德布雷维尔=米歇尔·德布雷维尔"},
      {"昨天，德布雷维尔到场。米歇尔·德布雷维尔没有发言。",
       "德布雷维尔=米歇尔·德布雷维尔 米歇尔·德布雷维尔"},
  });
}

TEST(People, ALastPartThatTwoShareIsNeitherOfThem) {
  EXPECT_EQ(FoundNames("米歇尔·德布雷维尔和安娜·德布雷维尔到场。德布雷维尔说，会议很好。"),
            "米歇尔·德布雷维尔 安娜·德布雷维尔 德布雷维尔");
}

TEST(People, TraditionalScriptAndOtherSpellingsAreTheSamePerson) {
  ExpectAll({
      {"法國總統馬克龍訪問北京。", "馬克龍=马克龙"},
      {"乌克兰总统泽伦斯基说", "泽伦斯基=泽连斯基"},
      {"法国总统马克宏与马克龙是同一人。", "马克宏=马克龙 马克龙"},
      {"美国前总统川普说", "川普=特朗普"},
      {"记者姜順南與姜顺南同名。", "姜順南=姜顺南 姜顺南"},
  });
  const std::vector<FoundName> found = FindIn("馬克龍");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].alias, "馬克龍");
}

TEST(People, KnownNamesAreNotCutOutOfLongerOnes) {
  EXPECT_EQ(FoundNames("普京斯基大街"), "");
  EXPECT_EQ(FoundNames("约翰逊说，英国将退出。").find("翰逊"),
            FoundNames("约翰逊说，英国将退出。").find("约翰逊") + std::string("约").size());
}

TEST(People, PlacesAndOrganizationsHaveTheirKinds) {
  EXPECT_EQ(FoundNames("法国与联合国讨论了俄罗斯和乌克兰的局势。", NodeKind::kPlace),
            "法国 俄罗斯 乌克兰");
  EXPECT_EQ(FoundNames("北约与安理会分别开会。", NodeKind::kOrganization),
            "北约 安理会=联合国安理会");
}

TEST(People, OnlyTitleBodyAndCaptionsAreLookedAt) {
  const std::string text = "马克龙\n普京\n习近平\n金正恩\n李辉\n";
  const std::vector<FoundName> found = ExtractNames({text,
                                                     {{Field::kTitle, {0, 3}},
                                                      {Field::kBody, {4, 6}},
                                                      {Field::kCaption, {7, 10}},
                                                      {Field::kTag, {11, 14}},
                                                      {Field::kRelated, {15, 17}}}});
  std::string names;
  for (const FoundName& name : found) names += name.entity + " ";
  EXPECT_EQ(names, "马克龙 普京 习近平 ");
}

TEST(People, NamesDoNotReachFromOneFieldIntoTheNext) {
  EXPECT_EQ(ExtractNames({"习近平", {{Field::kTitle, {0, 2}}, {Field::kBody, {2, 3}}}}).size(), 0U);
}

}  // namespace
}  // namespace kg
