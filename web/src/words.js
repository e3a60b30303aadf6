// What the page says, in Chinese and English.

const WORDS = {
  zh: {
    skip: "跳到详情", search: "搜索人物、机构、地点、标题", save: "导出", filters: "筛选",
    kinds: "显示", relations: "联系", strength: "多少", most: "最常见的名字：", strongest: "每个名字只画最强的联系", weight: "权重不低于",
    colours: "颜色", byCluster: "按话题群", byKind: "按类别", path: "两个名字之间", pathFrom: "从", pathTo: "到",
    pathFind: "找联系", views: "视图", graph: "关系图", timeline: "时间线", clusters: "话题群", time: "时间范围",
    timeAll: "全部时间", language: "English", toDark: "深色", toLight: "浅色",
    zoomIn: "放大", zoomOut: "缩小", zoomFit: "看全图", nothing: "没有找到", close: "返回",
    person: "人物", organization: "机构", place: "地点", topic: "话题", article: "文章", publisher: "媒体",
    RELATED_TO: "相关阅读", LINKS_TO: "正文链接", MENTIONS: "提及", HAS_TOPIC: "属于话题",
    PUBLISHED_BY: "刊于", CO_MENTIONED: "同文出现", SAME_AS: "同一个", DIFFERENT_FROM: "不是同一个",
    also: "又作", open: "阅读原文", neighbors: "与谁相连", evidence: "依据", inNews: "见报", milestone: "重要报道",
    counts: (n, l) => `${n} 个名字，${l} 条联系`, articles: (n) => `${n} 篇文章`,
    hidden: (h) => [h.nodes && `${h.nodes} 个节点`, h.links && `${h.links} 条联系`, h.quotes && `${h.quotes} 处引文`].filter(Boolean).join("、") + "因过弱或过多未收入本页",
    intro: "点一个名字，看它与谁一同见报；点一条联系，读原文里的句子。每条联系都有出处。",
    prominent: "最常见的名字", noDate: "日期不详", stub: "未收录全文", retracted: "已撤回",
    between: (a, b) => `${a} 与 ${b}`, sameSentence: "同一句", samePlace: "同一篇",
    noQuotes: "这里没有可引的句子。", noPath: "在所见的联系中没有找到通路。",
    steps: (n) => `${n} 步`, weakest: "最弱的一环", show: "在图上看", more: (n) => `另有 ${n} 项`,
    burst: "密集期", allArticles: "全部文章", focus: "只看话题群", all: "全部", clear: "取消", selfLink: "请选两个不同的名字。",
    people: "人物", noWebgl: "此浏览器无法绘图（没有 WebGL）。搜索、详情、时间线、话题群照常可用。",
    graphLabel: (n) => `关系图，${n} 个名字。同样的内容在右侧列表中可用键盘浏览。`, failed: (m) => `未能取得数据：${m}`,
    loading: "请稍候…", found: (n) => `${n} 个结果`, barsLabel: (a, b, p) => `${a} 至 ${b} 的报道数量，最多的是 ${p}`,
  },
  en: {
    skip: "Skip to details", search: "Search people, organisations, places, titles", save: "Save", filters: "Filters",
    kinds: "Show", relations: "Links", strength: "How much", most: "Most linked names:", strongest: "Only the strongest links of each name", weight: "Weight at least",
    colours: "Colours", byCluster: "By cluster", byKind: "By kind", path: "Between two names", pathFrom: "From", pathTo: "To",
    pathFind: "Find connection", views: "Views", graph: "Graph", timeline: "Timeline", clusters: "Clusters", time: "Period",
    timeAll: "All time", language: "中文", toDark: "Dark", toLight: "Light",
    zoomIn: "Zoom in", zoomOut: "Zoom out", zoomFit: "Show all", nothing: "Nothing found", close: "Back",
    person: "People", organization: "Organisations", place: "Places", topic: "Topics", article: "Articles", publisher: "Publishers",
    RELATED_TO: "related list", LINKS_TO: "link in the text", MENTIONS: "mentions", HAS_TOPIC: "has topic",
    PUBLISHED_BY: "published by", CO_MENTIONED: "named together", SAME_AS: "same as", DIFFERENT_FROM: "different from",
    also: "Also", open: "Read the article", neighbors: "Linked with", evidence: "Evidence", inNews: "In the news", milestone: "milestone",
    counts: (n, l) => `${n} names, ${l} links`, articles: (n) => `${n} article${n === 1 ? "" : "s"}`,
    hidden: (h) => [h.nodes && `${h.nodes} nodes`, h.links && `${h.links} links`, h.quotes && `${h.quotes} quotes`].filter(Boolean).join(", ") + " are not on this page, as too weak or too many",
    intro: "Choose a name to see who is in the news with it; choose a link to read the sentences. Every link has its source.",
    prominent: "Most in the news", noDate: "undated", stub: "no text held", retracted: "retracted",
    between: (a, b) => `${a} and ${b}`, sameSentence: "same sentence", samePlace: "same article",
    noQuotes: "There is no sentence to quote here.", noPath: "No connection in the links shown here.",
    steps: (n) => `${n} step${n === 1 ? "" : "s"}`, weakest: "weakest step", show: "Show in the graph", more: (n) => `${n} more`,
    burst: "more than usual", allArticles: "All articles", focus: "Only cluster", all: "all", clear: "clear", selfLink: "Choose two different names.",
    people: "People", noWebgl: "This browser cannot draw the graph (no WebGL). Search, details, timeline and clusters work.",
    graphLabel: (n) => `Graph of ${n} names. The lists beside it hold the same, for the keyboard.`, failed: (m) => `No data: ${m}`,
    loading: "One moment…", found: (n) => `${n} result${n === 1 ? "" : "s"}`, barsLabel: (a, b, p) => `Articles from ${a} to ${b}, most of them in ${p}`,
  },
};

let language = /^zh/i.test(navigator.language) ? "zh" : "en";

export const currentLanguage = () => language;

export function setLanguage(next) {
  language = next;
  document.documentElement.lang = next;
}

/** The word for `key`; keys without one stand for themselves. Further arguments fill it in. */
export function word(key, ...rest) {
  const found = WORDS[language][key] ?? key;
  return typeof found === "function" ? found(...rest) : found;
}
