// The explorer: one page, with its data inside or with the program behind it.
import { byId, forgetLooks, h } from "./dom.js";
import { currentLanguage, setLanguage, word } from "./words.js";
import { FileSource } from "./file_source.js";
import { ServerSource } from "./server_source.js";
import { Model } from "./model.js";
import { Colours, GraphView } from "./graph_view.js";
import { SearchBox } from "./search.js";
import { Filters } from "./filters.js";
import { Panel } from "./panel.js";
import { showTimeline, showClusters } from "./views.js";
import { saveGexf } from "./gexf.js";
import { savePng, saveSvg, saveJson } from "./picture.js";
import { monthName } from "./time.js";

const TABS = ["graph", "timeline", "clusters"];

class Explorer {
  constructor(source, start) {
    this.source = source;
    this.hidden = start.hidden;
    this.model = new Model();
    this.model.clusters = start.clusters ?? {};
    this.model.periods = start.periods ?? null;
    this.model.add(start);
    if (![...this.model.nodes.values()].some((node) => this.model.kinds.has(node.kind))) {
      for (const kind of ["topic", "article", "publisher"]) this.model.kinds.add(kind);
    }
    this.model.look();
    this.colours = new Colours(this.model);
    if (!this.colours.clustersTell()) this.model.colour = "kind";
    this.actions = {
      select: (id) => this.select(id),
      explain: (a, b) => this.panel.showLink(a, b, true),
      showPath: (path) => this.showPath(path),
      focusCluster: (cluster) => this.focusCluster(cluster),
    };
    this.panel = new Panel(this.model, source, this.actions);
    this.view = new GraphView(this.model, this.colours, (choice) => this.chosen(choice));
    this.filters = new Filters(this.model, this.colours);
    new SearchBox(source, (node) => this.select(node.id, node));
    this.model.onChange((what) => this.update(what));
    this.tab = "graph";
    this.addHandlers();
  }

  addHandlers() {
    for (const name of TABS) {
      byId(`tab-${name}`).onclick = () => this.open(name);
      byId(`tab-${name}`).onkeydown = (event) => this.tabKey(event, name);
    }
    byId("language").onclick = () => {
      setLanguage(currentLanguage() === "zh" ? "en" : "zh");
      this.say();
      this.update("data");
      this.panel.again?.();
    };
    byId("theme").onclick = () => {
      this.setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark");
      this.update("data");
      this.panel.again?.();
    };
    byId("save-png").onclick = () => savePng(this.view);
    byId("save-svg").onclick = () => saveSvg(this.view);
    byId("save-gexf").onclick = () => saveGexf(this.view);
    byId("save-json").onclick = () => saveJson(this.view);
    byId("path").onsubmit = (event) => {
      event.preventDefault();
      this.findPath();
    };
    for (const id of ["path-from", "path-to"]) byId(id).oninput = (event) => this.suggestEnds(event.target.value);
    addEventListener("hashchange", () => this.goToAddress());
  }

  begin() {
    setLanguage(currentLanguage());
    this.say();
    this.setTheme(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    this.colours.refresh();
    this.view.frame();
    this.open("graph");
    this.panel.showStart(this.hidden);
    this.goToAddress();
    requestAnimationFrame(() => setTimeout(() => performance.mark("shown"))); // once it was painted
  }

  // --- what was chosen ---

  chosen({ node, link }) {
    if (node) return this.select(node);
    if (link) return this.panel.showLink(link.source, link.target);
    this.model.selected = null;
    this.model.path = null;
    this.model.changed("selection");
    this.panel.showStart(this.hidden);
  }

  async select(id, node = null) {
    if (node && !this.model.nodes.has(id)) this.model.add({ nodes: [node], links: [] });
    this.model.path = null;
    this.model.selected = id;
    try {
      this.model.add(await this.source.neighbors(id, this.range()), id);
    } catch (error) {
      byId("status").textContent = word("failed", error.message);
    }
    if (this.model.selected !== id) return; // another one was chosen meanwhile
    if (!this.model.nodes.has(id)) return;
    this.model.changed("selection");
    this.view.reveal(id);
    history.replaceState(null, "", `#${encodeURIComponent(id)}`);
    await this.panel.showNode(id, this.tab === "graph");
  }

  range() {
    if (this.model.allTime()) return {};
    const [from, to] = this.model.range;
    return { since: `${monthName(from)}-01`, until: `${monthName(to + 1)}-01T00:00:00Z` };
  }

  goToAddress() {
    const id = decodeURIComponent(location.hash.slice(1));
    if (!/^[a-z]+:./.test(id) || id === this.model.selected) return;
    if (this.model.nodes.has(id)) this.select(id);
    else this.source.card(id).then((node) => node && this.select(id, node), () => {});
  }

  focusCluster(cluster) {
    this.model.cluster = cluster.id;
    this.model.selected = null;
    this.open("graph");
    this.model.changed("filter");
    this.view.fit();
  }

  // --- a way between two ---

  async suggestEnds(text) {
    const nodes = await this.source.suggest(text, 8).catch(() => []);
    byId("path-names").replaceChildren(...nodes.map((node) => h("option", { value: node.name })));
  }

  async findPath() {
    const ends = await Promise.all(["path-from", "path-to"].map((id) => this.named(byId(id).value)));
    if (!ends[0] || !ends[1] || ends[0].id === ends[1].id) {
      byId("status").textContent = word("selfLink");
      return this.panel.show(async () => [h("h2", { id: "panel-title" }, word(ends[0] && ends[1] ? "selfLink" : "nothing"))], true);
    }
    const { paths } = await this.source.path(ends[0].id, ends[1].id).catch(() => ({ paths: [] }));
    if (paths.length > 0) this.showPath(paths[0]);
    await this.panel.showPaths(ends[0], ends[1], paths);
  }

  async named(text) {
    const nodes = await this.source.suggest(text, 8).catch(() => []);
    return nodes.find((node) => node.name === text.trim()) ?? nodes.find((node) => node.kind !== "article") ?? null;
  }

  showPath(path) {
    this.model.add({ nodes: path.nodes, links: path.links.map((link) => ({ ...link, evidence: link.evidence?.length ?? 0 })) }, path.nodes[0].id);
    const links = new Set();
    for (const link of path.links) {
      for (const key of [`${link.source}|${link.rel}|${link.target}`, `${link.target}|${link.rel}|${link.source}`]) {
        if (this.model.links.has(key)) links.add(key);
      }
    }
    this.model.selected = null;
    this.model.path = { nodes: new Set(path.nodes.map((node) => node.id)), links };
    this.open("graph");
    this.model.changed("selection");
  }

  // --- showing ---

  update(what) {
    if (what === "data") this.colours.refresh();
    this.view.update();
    this.filters.show();
    if (this.tab === "timeline") showTimeline(this.model, this.source, this.panel);
    if (this.tab === "clusters" && what === "data") showClusters(this.model, this.source, this.colours, this.actions);
  }

  open(tab) {
    this.tab = tab;
    for (const name of TABS) {
      byId(`tab-${name}`).setAttribute("aria-selected", String(name === tab));
      byId(`tab-${name}`).tabIndex = name === tab ? 0 : -1;
      byId(`view-${name}`).hidden = name !== tab;
    }
    this.model.changed("data");
  }

  tabKey(event, name) {
    const step = { ArrowRight: 1, ArrowLeft: TABS.length - 1 }[event.key];
    if (!step) return;
    const next = TABS[(TABS.indexOf(name) + step) % TABS.length];
    this.open(next);
    byId(`tab-${next}`).focus();
  }

  setTheme(theme) {
    document.documentElement.dataset.theme = theme;
    forgetLooks();
    byId("theme").textContent = word(theme === "dark" ? "toLight" : "toDark");
  }

  say() {
    for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
    byId("search").placeholder = word("search");
    byId("language").textContent = word("language");
    byId("theme").textContent = word(document.documentElement.dataset.theme === "dark" ? "toLight" : "toDark");
    for (const [id, key] of [["zoom-in", "zoomIn"], ["zoom-out", "zoomOut"], ["zoom-fit", "zoomFit"]]) {
      byId(id).setAttribute("aria-label", word(key));
      byId(id).title = word(key);
    }
    const months = this.model.months;
    byId("period").textContent = months ? `${monthName(months[0])} – ${monthName(months[1])}` : "";
  }
}

async function run() {
  const data = JSON.parse(byId("data").textContent);
  const source = await (data.api ? ServerSource : FileSource).open(data);
  const explorer = new Explorer(source, await source.start());
  explorer.begin();
  return explorer;
}

run().catch((error) => {
  byId("panel").replaceChildren(h("h2", { id: "panel-title" }, word("failed", error.message)));
});
