// Answers from the data inside the page, in the shapes that the program's commands print.
import { monthsOf } from "./time.js";

const NAMES = new Set(["person", "organization", "place"]);
const MOST_QUOTES = 60;

export class FileSource {
  constructor(data) {
    this.data = data;
    this.nodes = data.nodes;
    this.index = new Map(data.nodes.map((node, i) => [node.id, i]));
    this.fold = new Map();
    const pairs = Array.from(data.fold);
    for (let i = 0; i < pairs.length; i += 2) this.fold.set(pairs[i], pairs[i + 1]);
    this.quotesOf = data.nodes.map(() => []); // of each article
    for (const quote of data.quotes) this.quotesOf[quote.article].push(quote);
    this.linksAt = data.nodes.map(() => []);
    for (const link of data.links) {
      this.linksAt[link.source].push(link);
      if (link.target !== link.source) this.linksAt[link.target].push(link);
    }
    this.searched = data.nodes.map((node) => [node.name, ...(node.aliases ?? [])].map((n) => this.folded(n)));
  }

  static async open(data) {
    return new FileSource(data);
  }

  /** Nodes and links to begin with: here all there are. */
  async start() {
    const links = this.data.links.map((link) => ({
      ...link, source: this.nodes[link.source].id, target: this.nodes[link.target].id,
    }));
    return { nodes: this.nodes, links, clusters: this.data.clusters, hidden: this.data.hidden };
  }

  folded(text) {
    return Array.from(text.toLowerCase(), (c) => this.fold.get(c) ?? c).join("");
  }

  async suggest(text, most) {
    const wanted = this.folded(text.trim());
    if (!wanted) return [];
    const hits = [];
    this.searched.forEach((names, i) => {
      const best = Math.max(...names.map((name) => (name.includes(wanted) ? wanted.length / name.length : 0)));
      if (best > 0) hits.push({ node: this.nodes[i], score: best + this.nodes[i].size / 100 });
    });
    hits.sort((a, b) => b.score - a.score);
    return hits.slice(0, most).map((hit) => hit.node);
  }

  async card(id) {
    return this.nodes[this.index.get(id)];
  }

  async neighbors() {
    return { nodes: [], links: [] };
  }

  async timeline(id) {
    const at = this.index.get(id);
    const articles = this.articlesAt(at).filter((i) => this.nodes[i].published);
    articles.sort((a, b) => (this.nodes[a].published < this.nodes[b].published ? -1 : 1));
    const course = this.data.courses.find((each) => each.node === at) ?? { bursts: [], milestones: [] };
    return {
      items: articles.map((i) => ({
        published: this.nodes[i].published, article: this.nodes[i],
        evidence: this.quotes(i, [at]).slice(0, 2), milestone: course.milestones.includes(i),
      })),
      periods: monthsOf(articles.map((i) => this.nodes[i].published)),
      bursts: course.bursts,
      hidden: 0,
    };
  }

  async explain(from, to) {
    const [a, b] = [this.index.get(from), this.index.get(to)];
    const evidence = [];
    for (const i of this.articlesOfBoth(a, b)) {
      const both = this.quotes(i, i === a ? [b] : i === b ? [a] : [a, b]);
      const quotes = both.length > 0 ? both : [...this.quotes(i, [a]).slice(0, 1), ...this.quotes(i, [b]).slice(0, 1)];
      const how = both.length > 0 ? "same sentence" : "same article";
      for (const quote of quotes) evidence.push({ ...quote, how, rank: both.length > 0 ? 0 : 1 });
    }
    evidence.sort((x, y) => x.rank - y.rank || (y.published ?? "").localeCompare(x.published ?? ""));
    return { evidence: evidence.slice(0, MOST_QUOTES), hidden: Math.max(0, evidence.length - MOST_QUOTES) };
  }

  async path(from, to) {
    const [a, b] = [this.index.get(from), this.index.get(to)];
    const named = NAMES.has(this.nodes[a].kind) && NAMES.has(this.nodes[b].kind);
    const paths = [];
    const closed = new Set();
    for (let k = 0; k < 3; ++k) {
      const links = this.cheapest(a, b, named, closed);
      if (!links) break;
      const path = await this.described(a, links);
      closed.add(links[path.weakest]);
      paths.push(path);
    }
    return { paths };
  }

  async clusters() {
    const members = new Map(Object.keys(this.data.clusters).map((id) => [id, []]));
    for (const node of this.nodes) if (node.group) members.get(node.group)?.push(node);
    const list = [...members].map(([id, nodes]) => {
      const dates = nodes.map((node) => node.published).filter(Boolean).sort();
      const prominent = nodes.filter((node) => node.kind === "person").sort((a, b) => b.size - a.size);
      return {
        id, label: this.data.clusters[id], articles: nodes.filter((node) => node.kind === "article").length,
        people: prominent.slice(0, 5), first: dates[0] ?? null, last: dates.at(-1) ?? null,
      };
    });
    return list.sort((x, y) => y.articles - x.articles);
  }

  async articleNode(id) {
    return this.nodes[this.index.get(id)] ?? null;
  }

  // --- within ---

  // Articles that a node is in, or that link to an article.
  articlesAt(at) {
    const articles = new Set();
    for (const link of this.linksAt[at]) {
      const other = link.source === at ? link.target : link.source;
      if (this.nodes[other].kind === "article") articles.add(other);
    }
    return [...articles];
  }

  articlesOfBoth(a, b) {
    if (this.nodes[a].kind === "article" && this.nodes[b].kind === "article") return [a, b];
    if (this.nodes[a].kind === "article") return [a];
    if (this.nodes[b].kind === "article") return [b];
    const others = new Set(this.articlesAt(b));
    return this.articlesAt(a).filter((i) => others.has(i));
  }

  // Those of article `i` that name all of `names`.
  quotes(i, names) {
    return this.quotesOf[i]
      .filter((quote) => names.every((name) => quote.names.includes(name)))
      .map((quote) => ({
        article: this.nodes[i].id, field: quote.field, quote: quote.quote,
        title: this.nodes[i].name, published: this.nodes[i].published, url: this.nodes[i].url,
      }));
  }

  // A weak link is long, and so is one at a name that is linked with everything.
  cost(link, through, end) {
    const hub = through === end ? 1 : Math.log1p(this.linksAt[through].length);
    return (1 / Math.log1p(link.weight)) * (1 + hub);
  }

  // Dijkstra's algorithm; links from `a` to `b`, or null.
  cheapest(a, b, named, closed) {
    const best = new Map([[a, { cost: 0 }]]);
    const done = new Set();
    for (;;) {
      let at = -1;
      for (const [node, { cost }] of best) {
        if (!done.has(node) && (at < 0 || cost < best.get(at).cost)) at = node;
      }
      if (at < 0) return null;
      if (at === b) break;
      done.add(at);
      for (const link of this.linksAt[at]) {
        if (closed.has(link) || (named ? link.rel !== "CO_MENTIONED" : link.rel === "PUBLISHED_BY")) continue;
        const to = link.source === at ? link.target : link.source;
        const cost = best.get(at).cost + this.cost(link, to, b);
        if (!best.has(to) || cost < best.get(to).cost) best.set(to, { cost, link, before: at });
      }
    }
    const links = [];
    for (let at = b; at !== a; at = best.get(at).before) links.unshift(best.get(at).link);
    return links;
  }

  async described(a, links) {
    const nodes = [this.nodes[a]];
    const steps = [];
    let at = a;
    let weakest = 0;
    for (const link of links) {
      const to = link.source === at ? link.target : link.source;
      const { evidence } = await this.explain(this.nodes[at].id, this.nodes[to].id);
      steps.push({
        source: this.nodes[at].id, target: this.nodes[to].id, rel: link.rel, weight: link.weight,
        evidence: evidence.slice(0, 2),
      });
      if (link.weight < links[weakest].weight) weakest = steps.length - 1;
      nodes.push(this.nodes[to]);
      at = to;
    }
    return { nodes, links: steps, weakest };
  }
}
