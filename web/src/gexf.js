// What is shown as GEXF 1.3, for Gephi and its like: the same elements as `export --format gexf` writes.
import { save } from "./dom.js";
import { MUTUAL } from "./model.js";

const ATTRIBUTES = {
  node: ["kind", "url", "published", "state", "group"],
  edge: ["relation", "evidence", "first", "last"],
};
const SPREAD = 1000; // from one side of the drawing to the other, in the units of the sizes

// XML has no way to write controls and halves of characters.
const plain = (text) =>
  String(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|[\ud800-\udfff]/gu, "");
const escaped = (text) => plain(text).replace(/[&<>"\t\n\r]/g, (c) => `&#${c.charCodeAt(0)};`);
const given = (value) => value !== undefined && value !== null && value !== "";

const tag = (name, attributes, inner) => {
  const words = Object.entries(attributes).filter(([, value]) => given(value)).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  return `<${name}${words.join("")}${inner === undefined ? "/>" : `>${inner}</${name}>`}`;
};

const values = (of, thing) =>
  tag("attvalues", {}, ATTRIBUTES[of].filter((name) => given(thing[name]))
    .map((name) => tag("attvalue", { for: name, value: thing[name] })).join(""));

const declared = (of) =>
  tag("attributes", { class: of }, ATTRIBUTES[of].map((name) => tag("attribute", { id: name, title: name, type: "string" })).join(""));

function lookOf(node, colour, scale) {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return tag("viz:color", { r, g, b }) + tag("viz:position", { x: node.x * scale, y: node.y * scale, z: 0 }) +
    tag("viz:size", { value: node.size });
}

export function gexfOf({ model, colours }) {
  const nodes = [...model.visibleNodes].sort().map((id) => model.nodes.get(id));
  const links = [...model.visibleLinks].sort().map((key) => model.links.get(key));
  const far = nodes.reduce((most, node) => Math.max(most, Math.abs(node.x), Math.abs(node.y)), 0);
  const scale = SPREAD / 2 / (far || 1);
  const drawn = nodes.map((node) =>
    tag("node", { id: node.id, label: node.name }, values("node", node) + lookOf(node, colours.of(node), scale)));
  // Gephi makes one of links between the same two whose kinds are the same.
  const joined = links.map((link, i) =>
    tag("edge", {
      id: i, source: link.source, target: link.target, kind: link.rel, weight: link.weight,
      type: MUTUAL.has(link.rel) ? "undirected" : "directed",
    }, values("edge", { ...link, relation: link.rel })));
  return `<?xml version="1.0" encoding="UTF-8"?>\n` + tag("gexf", {
    xmlns: "http://gexf.net/1.3", "xmlns:viz": "http://gexf.net/1.3/viz", version: "1.3",
  }, tag("graph", { mode: "static", defaultedgetype: "directed" },
    `${declared("node")}\n${declared("edge")}\n` +
    `${tag("nodes", {}, drawn.join("\n"))}\n${tag("edges", {}, joined.join("\n"))}`)) + "\n";
}

export const saveGexf = (view) =>
  save(new Blob([gexfOf(view)], { type: "application/gexf+xml" }), "newsgraph.gexf");
