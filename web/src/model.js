// What is known so far, what of it is shown, and who wants to know when that changes.
import { monthName, monthNumber } from "./time.js";

const STRONGEST = 3; // links of a name, of those that everybody has with everybody
export const MUTUAL = new Set(["CO_MENTIONED", "SAME_AS", "DIFFERENT_FROM"]); // kept once for both directions
const MOST_NEAR = 30; // neighbours of what was chosen

export class Model {
  constructor() {
    this.nodes = new Map();
    this.links = new Map();
    this.linksOf = new Map(); // of each node
    this.clusters = {};
    this.kinds = new Set(["person", "organization", "place"]);
    this.relations = new Set(["RELATED_TO", "LINKS_TO", "MENTIONS", "HAS_TOPIC", "CO_MENTIONED", "SAME_AS", "DIFFERENT_FROM"]);
    this.minWeight = 0;
    this.strongest = true;
    this.most = 250; // names, the most linked
    this.colour = "cluster";
    this.cluster = null; // only this one, where not null
    this.periods = null; // articles a month, where they are more than the nodes here
    this.months = null; // first and last of all articles
    this.range = null; // months shown
    this.selected = null;
    this.path = null; // {nodes: Set, links: Set}
    this.near = new Set();
    this.smallest = 0;
    this.listeners = [];
    this.visibleNodes = new Set();
    this.visibleLinks = new Set();
  }

  onChange(listener) {
    this.listeners.push(listener);
  }

  /** `what`: "data", "filter", "selection". */
  changed(what) {
    this.look();
    for (const listener of this.listeners) listener(what);
  }

  add({ nodes, links }, around = null) {
    for (const node of nodes) {
      const known = this.nodes.get(node.id);
      if (known) Object.assign(known, { ...node, x: known.x, y: known.y, size: known.size });
      else this.nodes.set(node.id, this.placed({ ...node }, around));
    }
    for (const link of links) {
      if (!this.nodes.has(link.source) || !this.nodes.has(link.target)) continue;
      if (this.links.has(`${link.target}|${link.rel}|${link.source}`) && MUTUAL.has(link.rel)) continue;
      this.links.set(`${link.source}|${link.rel}|${link.target}`, link);
    }
    this.linksOf = new Map();
    for (const link of this.links.values()) {
      for (const id of new Set([link.source, link.target])) {
        if (!this.linksOf.has(id)) this.linksOf.set(id, []);
        this.linksOf.get(id).push(link);
      }
    }
    this.findMonths();
  }

  linksAt(id) {
    return this.linksOf.get(id) ?? [];
  }

  other(link, id) {
    return this.nodes.get(link.source === id ? link.target : link.source);
  }

  // What came later stands on a ring around what it was asked for.
  placed(node, around) {
    if (node.x === undefined) {
      const center = around && this.nodes.get(around);
      this.placedLater = (this.placedLater ?? 0) + 1;
      const turn = this.placedLater * 2.399963;
      const far = this.spread() * (0.05 + 0.004 * (this.placedLater % 24));
      node.x = (center?.x ?? 0) + far * Math.cos(turn);
      node.y = (center?.y ?? 0) + far * Math.sin(turn);
    }
    node.size ??= 8;
    return node;
  }

  spread() {
    let most = 100;
    for (const node of this.nodes.values()) most = Math.max(most, Math.abs(node.x), Math.abs(node.y));
    return most;
  }

  findMonths() {
    let first = Infinity;
    let last = -Infinity;
    const take = (iso) => {
      first = Math.min(first, monthNumber(iso));
      last = Math.max(last, monthNumber(iso));
    };
    if (this.periods?.length > 0) [this.periods[0].start, this.periods.at(-1).start].forEach(take);
    for (const node of this.nodes.values()) if (node.published) take(node.published);
    for (const link of this.links.values()) {
      if (link.first) take(link.first);
      if (link.last) take(link.last);
    }
    const all = this.range === null || (this.months && this.range[0] === this.months[0] && this.range[1] === this.months[1]);
    this.months = first <= last ? [first, last] : null;
    if (all) this.range = this.months && [...this.months];
  }

  /** [{start, count}] from the first month to the last. */
  articlesAMonth() {
    const counts = new Array(this.months[1] - this.months[0] + 1).fill(0);
    const add = (iso, count) => (counts[monthNumber(iso) - this.months[0]] += count);
    if (this.periods) for (const period of this.periods) add(period.start, period.count);
    else for (const node of this.nodes.values()) if (node.published) add(node.published, 1);
    return counts.map((count, i) => ({ start: `${monthName(this.months[0] + i)}-01T00:00:00Z`, count }));
  }

  allTime() {
    return !this.range || (this.range[0] === this.months[0] && this.range[1] === this.months[1]);
  }

  inRange(first, last) {
    if (this.allTime()) return true;
    if (!first) return false;
    return monthNumber(last ?? first) >= this.range[0] && monthNumber(first) <= this.range[1];
  }

  takesNode(node) {
    if (node.id === this.selected || this.path?.nodes.has(node.id)) return true;
    if (!this.kinds.has(node.kind)) return false;
    if (this.cluster && node.group !== this.cluster) return false;
    if (node.kind === "article" && !this.inRange(node.published, node.published)) return false;
    return node.size >= this.smallest || this.near.has(node.id);
  }

  takesLink(link) {
    return this.relations.has(link.rel) && link.weight >= this.minWeight && this.inRange(link.first, link.last) &&
      this.takesNode(this.nodes.get(link.source)) && this.takesNode(this.nodes.get(link.target));
  }

  look() {
    const sizes = [...this.nodes.values()].filter((node) => this.kinds.has(node.kind)).map((node) => node.size);
    this.smallest = sizes.length > this.most ? sizes.sort((a, b) => b - a)[this.most - 1] : 0;
    this.near = new Set(this.neighborsOf(this.selected));
    let links = [...this.links].filter(([key, link]) => this.path?.links.has(key) || this.takesLink(link));
    if (this.strongest) links = this.thinned(links);
    this.visibleLinks = new Set(links.map(([key]) => key));
    this.visibleNodes = new Set();
    if (this.selected) this.visibleNodes.add(this.selected);
    for (const [, link] of links) this.visibleNodes.add(link.source).add(link.target);
    if (this.path) for (const id of this.path.nodes) this.visibleNodes.add(id);
  }

  // The closest ones of the kinds that are shown.
  neighborsOf(id) {
    if (!id) return [];
    const links = this.linksAt(id).filter((link) => link.source !== link.target && this.kinds.has(this.other(link, id).kind));
    return links.sort((a, b) => b.weight - a.weight).slice(0, MOST_NEAR).map((link) => this.other(link, id).id);
  }

  // Of links that everybody has with everybody, each name's strongest: by weight * ln(1 + M / n),
  // n links at the other end, M at the most linked one. So what everybody names is no star.
  thinned(links) {
    let most = 1;
    for (const at of this.linksOf.values()) most = Math.max(most, at.length);
    const kept = new Set();
    const derived = new Map();
    for (const [key, link] of links) {
      const own = link.source === this.selected || link.target === this.selected;
      if (own && !this.near.has(this.other(link, this.selected).id)) continue;
      if (link.rel !== "CO_MENTIONED" || own || this.path?.links.has(key)) {
        kept.add(key);
        continue;
      }
      for (const [id, other] of [[link.source, link.target], [link.target, link.source]]) {
        if (!derived.has(id)) derived.set(id, []);
        derived.get(id).push([link.weight * Math.log1p(most / this.linksAt(other).length), key]);
      }
    }
    for (const ranked of derived.values()) {
      ranked.sort((a, b) => b[0] - a[0]);
      for (const [, key] of ranked.slice(0, STRONGEST)) kept.add(key);
    }
    return links.filter(([key]) => kept.has(key));
  }
}
