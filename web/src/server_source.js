// Answers from `newsgraph serve`: the program's own commands, one address each.

export class ServerSource {
  constructor(api) {
    this.api = api;
    this.cards = new Map();
  }

  static async open(data) {
    return new ServerSource(data.api);
  }

  async ask(command, words = {}) {
    const answer = await fetch(`${this.api}${command}?${new URLSearchParams(words)}`);
    const body = await answer.json();
    if (!answer.ok) throw new Error(body.message ?? answer.statusText);
    return body;
  }

  async start() {
    const data = await this.ask("graph");
    const links = data.links.map((link) => ({
      ...link, source: data.nodes[link.source].id, target: data.nodes[link.target].id,
    }));
    return { nodes: data.nodes, links, clusters: data.clusters, periods: data.periods, hidden: null };
  }

  async suggest(text, most) {
    if (!text.trim()) return [];
    const { hits } = await this.ask("search", { text: text.trim(), limit: most });
    return hits.map((hit) => hit.node);
  }

  async card(id) {
    if (!this.cards.has(id)) this.cards.set(id, (await this.ask("show", { name: id })).node);
    return this.cards.get(id);
  }

  async neighbors(id, words = {}) {
    const { nodes, links } = await this.ask("neighbors", { name: id, limit: 40, ...words });
    for (const link of links) link.evidence = link.evidence.length;
    return { nodes, links };
  }

  async timeline(id) {
    return this.ask("timeline", { name: id, limit: 200 });
  }

  async explain(from, to) {
    const { evidence, hidden } = await this.ask("explain", { a: from, b: to, limit: 40 });
    for (const each of evidence) each.url = each.article.slice("article:".length);
    return { evidence, hidden };
  }

  async path(from, to) {
    const { paths } = await this.ask("path", { a: from, b: to, k: 3, evidence: 1 });
    return { paths };
  }

  async clusters() {
    const { clusters } = await this.ask("clusters", { limit: 200 });
    return clusters.map((cluster) => ({ ...cluster, id: `cluster:${cluster.id}` }));
  }

  async articleNode(id) {
    return this.card(id).catch(() => null);
  }
}
