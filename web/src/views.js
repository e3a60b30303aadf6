// The views beside the graph: what was in the news when, and the clusters.
import { h, byId } from "./dom.js";
import { word } from "./words.js";
import { histogram } from "./histogram.js";
import { dayOf, monthOf, monthName, monthNumber } from "./time.js";

const MOST_ITEMS = 120;

/** Of the chosen node, or of everything. */
export async function showTimeline(model, source, panel) {
  const place = byId("view-timeline");
  const id = model.selected;
  const node = id && { ...model.nodes.get(id), ...(await source.card(id)) };
  const whole = !node || node.kind === "article";
  const { items, periods, bursts, hidden } = whole ? allArticles(model) : await source.timeline(id);
  const shown = items.filter((item) => model.inRange(item.published, item.published));
  const newest = [...shown].reverse().slice(0, MOST_ITEMS);
  place.replaceChildren(
    h("h2", {}, whole ? word("allArticles") : node.name, " ", h("small", {}, word("articles", whole ? periods.reduce((sum, p) => sum + p.count, 0) : shown.length + (hidden ?? 0)))),
    ...(periods.length > 0 ? [h("div", { class: "wide" }, histogram({
      periods, bursts, milestones: items.filter((item) => item.milestone).map((item) => item.published),
      width: Math.max(320, place.clientWidth - 64), height: 200, range: model.range,
    }))] : []),
    bursts.length > 0 ? h("p", { class: "note" }, `${word("burst")}: ${bursts.map((b) => `${monthOf(b.start)} – ${lastMonth(b.end)}`).join("；")}`) : "",
    h("ol", { class: "items" }, newest.map((item) => panel.item(item, whole ? [] : [node]))),
    shown.length > newest.length ? h("p", { class: "note" }, word("more", shown.length - newest.length)) : "");
}

// The end of a burst is the first moment after it.
const lastMonth = (end) => monthName(monthNumber(end) - (end.slice(8, 10) === "01" ? 1 : 0));

function allArticles(model) {
  const articles = [...model.nodes.values()].filter((node) => node.kind === "article" && node.published);
  articles.sort((a, b) => (a.published < b.published ? -1 : 1));
  return {
    items: articles.map((article) => ({ published: article.published, article, evidence: [], milestone: false })),
    periods: model.months ? model.articlesAMonth() : [], bursts: [], hidden: 0,
  };
}

export async function showClusters(model, source, colours, actions) {
  const clusters = await source.clusters();
  byId("view-clusters").replaceChildren(
    h("h2", {}, word("clusters"), " ", h("small", {}, String(clusters.length))),
    h("ul", { class: "cards" }, clusters.map((cluster) => {
      const at = colours.ranked.indexOf(cluster.id);
      const swatch = h("span", { class: "swatch" });
      swatch.style.background = at < 0 ? colours.other : colours.tints[at];
      return h("li", {},
        h("h3", {}, h("button", { onclick: () => actions.focusCluster(cluster) }, swatch, cluster.label || cluster.id)),
        h("p", { class: "date" }, `${word("articles", cluster.articles)} · ${dayOf(cluster.first)} – ${dayOf(cluster.last)}`),
        h("p", { class: "people" }, cluster.people.slice(0, 5).map((node) =>
          h("button", { class: "name", onclick: () => actions.select(node.id) }, node.name))));
    })));
}
