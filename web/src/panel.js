// The panel beside the drawing: the card of a node, the sentences behind a link, connections. It
// says in lists what the drawing shows, for the keyboard and for screen readers.
import { h, byId, outwards, withMarks } from "./dom.js";
import { word } from "./words.js";
import { histogram } from "./histogram.js";
import { dayOf } from "./time.js";

const MOST_NEIGHBORS = 14;
const MOST_ITEMS = 12;

export class Panel {
  /** `actions`: select(id), explain(a, b), showPath(path). */
  constructor(model, source, actions) {
    this.model = model;
    this.source = source;
    this.actions = actions;
    this.place = byId("panel");
    this.turn = 0;
  }

  /** Fills the panel with what `make` answers, unless something else was asked for meanwhile. */
  async show(make, focus = false) {
    this.again = () => this.show(make);
    const turn = ++this.turn;
    const asker = document.activeElement;
    this.place.setAttribute("aria-busy", "true");
    let parts;
    try {
      parts = await make();
    } catch (error) {
      parts = [h("h2", { id: "panel-title" }, word("failed", error.message))];
    }
    if (turn !== this.turn) return;
    this.place.replaceChildren(...parts.flat(Infinity).filter(Boolean));
    this.place.removeAttribute("aria-busy");
    this.place.scrollTop = 0;
    // Not when the reader has gone elsewhere meanwhile.
    const stayed = document.activeElement === asker || document.activeElement === document.body;
    if (focus && stayed) this.place.focus({ preventScroll: true });
  }

  showStart(hidden) {
    return this.show(async () => {
      const prominent = [...this.model.nodes.values()].filter((node) => ["person", "organization"].includes(node.kind))
        .sort((a, b) => b.size - a.size).slice(0, 12);
      return [
        h("h2", { id: "panel-title" }, word("prominent")),
        h("p", { class: "lead" }, word("intro")),
        h("ul", { class: "names" }, prominent.map((node) => h("li", {}, this.nameButton(node)))),
        hidden && (hidden.nodes || hidden.links || hidden.quotes) && h("p", { class: "note" }, word("hidden", hidden)),
      ];
    });
  }

  showNode(id, focus) {
    return this.show(async () => {
      const node = { ...this.model.nodes.get(id), ...(await this.source.card(id)) };
      const parts = [h("p", { class: "kicker" }, h("span", { class: `dot ${node.kind}` }), word(node.kind)),
        h("h2", { id: "panel-title" }, node.name)];
      if (node.kind === "article") parts.push(this.articleFacts(node));
      const aliases = (node.aliases ?? []).filter((alias) => alias !== node.name);
      if (aliases.length > 0) parts.push(h("p", { class: "aliases" }, `${word("also")} ${aliases.slice(0, 8).join("、")}`));
      parts.push(this.neighborList(id));
      if (node.kind !== "article") parts.push(await this.news(node));
      return parts;
    }, focus);
  }

  articleFacts(node) {
    const state = node.state && node.state !== "full" ? ` · ${word(node.state)}` : "";
    return h("p", { class: "facts" }, `${dayOf(node.published) || word("noDate")}${state} · `,
      outwards(node.url, word("open")));
  }

  neighborList(id) {
    // The articles of a name come below, with the time.
    const own = this.model.nodes.get(id).kind;
    const links = this.model.linksAt(id)
      .filter((link) => link.source !== link.target && (own === "article" || this.model.other(link, id).kind !== "article"))
      .sort((a, b) => b.weight - a.weight);
    if (links.length === 0) return null;
    const most = links[0].weight;
    const rows = links.slice(0, MOST_NEIGHBORS).map((link) => {
      const other = this.model.other(link, id);
      const bar = h("span", { class: "bar", "aria-hidden": "true" });
      bar.style.width = `${Math.max(3, (100 * link.weight) / most)}%`;
      return h("li", {}, bar, this.nameButton(other),
        h("button", { class: "why", "aria-label": `${word("evidence")}: ${word("between", this.nameOf(id), other.name)}`,
          onclick: () => this.actions.explain(id, other.id) }, word("evidence")),
        h("small", {}, word(link.rel)));
    });
    return [h("h3", {}, word("neighbors")), h("ul", { class: "neighbors" }, rows),
      links.length > rows.length && h("p", { class: "note" }, word("more", links.length - rows.length))];
  }

  async news(node) {
    const { items, periods, bursts, hidden } = await this.source.timeline(node.id);
    if (items.length === 0) return null;
    const newest = [...items].sort((a, b) => Number(b.milestone) - Number(a.milestone) || (a.published < b.published ? 1 : -1));
    const total = items.length + (hidden ?? 0);
    const milestones = items.filter((item) => item.milestone).map((item) => item.published);
    return [
      h("h3", {}, `${word("inNews")} · ${word("articles", total)}`),
      periods.length > 1 && histogram({ periods, bursts, milestones, width: 320, height: 90 }),
      h("ol", { class: "items" }, newest.slice(0, MOST_ITEMS).map((item) => this.item(item, [node]))),
      total > MOST_ITEMS && h("p", { class: "note" }, word("more", total - MOST_ITEMS)),
    ];
  }

  /** A dated article with its first quotes. */
  item(item, nodes) {
    const names = nodes.flatMap((node) => [node.name, ...(node.aliases ?? [])]);
    const quotes = item.evidence.filter((each) => each.field !== "title" && each.quote !== item.article.name);
    return h("li", {},
      h("p", { class: "date" }, dayOf(item.published), item.milestone && h("span", { class: "milestone" }, word("milestone"))),
      h("p", { class: "title" }, outwards(item.article.url, item.article.name)),
      quotes.slice(0, 1).map((each) => h("blockquote", {}, withMarks(each.quote, names))));
  }

  showLink(a, b, focus) {
    return this.show(async () => {
      const cards = await Promise.all([this.source.card(a), this.source.card(b)]);
      const { evidence, hidden } = await this.source.explain(a, b);
      const back = this.model.selected ?? a;
      return [
        h("p", { class: "kicker" }, h("button", { onclick: () => this.actions.select(back) }, `← ${word("close")}`), word("evidence")),
        h("h2", { id: "panel-title" }, this.nameButton(cards[0]), h("span", { class: "tie" }, " — "), this.nameButton(cards[1])),
        evidence.length === 0 && h("p", { class: "note" }, word("noQuotes")),
        h("ol", { class: "items" }, this.quotes(evidence, cards)),
        hidden > 0 && h("p", { class: "note" }, word("more", hidden)),
      ];
    }, focus);
  }

  // The quotes of one article together, under its title.
  quotes(evidence, nodes) {
    const names = nodes.flatMap((node) => [node.name, ...(node.aliases ?? [])]);
    const articles = new Map();
    for (const each of evidence) {
      const key = `${each.how} ${each.article}`;
      if (!articles.has(key)) articles.set(key, []);
      articles.get(key).push(each);
    }
    return [...articles.values()].map((quotes) => {
      const title = quotes[0].title || quotes[0].url;
      const quoted = quotes.some((each) => each.quote === title);
      return h("li", {},
        h("p", { class: "date" }, dayOf(quotes[0].published) || word("noDate"),
          h("span", {}, word(/sentence/.test(quotes[0].how) ? "sameSentence" : "samePlace"))),
        h("p", { class: "title" }, outwards(quotes[0].url, quoted ? withMarks(title, names) : title)),
        quotes.filter((each) => each.quote !== title).map((each) => h("blockquote", {}, withMarks(each.quote, names))));
    });
  }

  showPaths(a, b, paths) {
    return this.show(async () => {
      const blocks = [];
      for (const path of paths) blocks.push(await this.pathBlock(path));
      return [
        h("p", { class: "kicker" }, word("path")),
        h("h2", { id: "panel-title" }, word("between", a.name, b.name)),
        paths.length === 0 && h("p", { class: "note" }, word("noPath")),
        blocks,
      ];
    }, true);
  }

  async pathBlock(path) {
    const steps = [];
    for (const [i, link] of path.links.entries()) {
      const ends = [path.nodes[i], path.nodes[i + 1]];
      const names = ends.map((node) => node.name);
      const quote = link.evidence?.[0];
      const article = quote && (quote.title ? quote : await this.source.articleNode(quote.article));
      steps.push(h("li", {},
        h("p", {}, this.nameButton(ends[0]), " — ", this.nameButton(ends[1]), " ",
          h("button", { class: "why", "aria-label": `${word("evidence")}: ${word("between", ...names)}`,
            onclick: () => this.actions.explain(ends[0].id, ends[1].id) }, word("evidence")),
          path.links.length > 1 && i === path.weakest && h("span", { class: "weakest" }, word("weakest"))),
        quote && h("blockquote", {}, withMarks(quote.quote, names)),
        article && h("p", { class: "date" }, `${dayOf(article.published)} `, outwards(article.url, article.title ?? article.name))));
    }
    return h("section", { class: "path" },
      h("h3", {}, `${path.nodes.map((node) => node.name).join(" — ")} `, h("small", {}, word("steps", path.links.length))),
      h("button", { onclick: () => this.actions.showPath(path) }, word("show")),
      h("ol", { class: "items" }, steps));
  }

  nameOf(id) {
    return this.model.nodes.get(id)?.name ?? id;
  }

  nameButton(node) {
    return h("button", { class: "name", onclick: () => this.actions.select(node.id) },
      h("span", { class: `dot ${node.kind}` }), node.name);
  }
}
