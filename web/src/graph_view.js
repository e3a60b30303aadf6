// The drawing: sigma on what the model shows.
import Graph from "graphology";
import Sigma from "sigma";
import { byId, look } from "./dom.js";
import { word } from "./words.js";

const KINDS = ["person", "organization", "place", "topic", "article", "publisher"];
const TINTS = 7;
const LABELLED = 5; // the size from which a node has its name beside it, where there is room

/** Colours of kinds and of the largest clusters, for drawing, legend and filters. */
export class Colours {
  constructor(model) {
    this.model = model;
    this.refresh();
  }

  refresh() {
    this.kinds = Object.fromEntries(KINDS.map((kind) => [kind, look(`--kind-${kind}`)]));
    this.tints = Array.from({ length: TINTS }, (_, i) => look(`--tint-${i}`));
    this.other = look("--other");
    const sizes = new Map(); // of clusters: what stands out in them counts most
    for (const node of this.model.nodes.values()) {
      if (node.group && node.kind !== "article") sizes.set(node.group, (sizes.get(node.group) ?? 0) + node.size);
    }
    this.ranked = [...sizes].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).slice(0, TINTS).map(([id]) => id);
  }

  /** Whether the largest clusters have most of what is shown. */
  clustersTell() {
    const shown = [...this.model.visibleNodes].map((id) => this.model.nodes.get(id));
    return shown.filter((node) => this.ranked.includes(node.group)).length > shown.length / 2;
  }

  of(node) {
    if (this.model.colour === "kind") return this.kinds[node.kind];
    const at = this.ranked.indexOf(node.group);
    return at < 0 ? this.other : this.tints[at];
  }
}

export class GraphView {
  constructor(model, colours, onChoose) {
    this.model = model;
    this.colours = colours;
    this.near = new Set();
    this.drawn = new Graph(); // holds what is visible alone, once update() was called: the rest costs nothing
    try {
      this.sigma = this.makeSigma(onChoose);
    } catch {
      byId("graph").replaceChildren(word("noWebgl"));
      byId("graph").removeAttribute("role"); // words now, no picture
      byId("graph").classList.add("without");
      this.sigma = null;
    }
    byId("zoom-in").onclick = () => this.sigma?.getCamera().animatedZoom({ duration: 200 });
    byId("zoom-out").onclick = () => this.sigma?.getCamera().animatedUnzoom({ duration: 200 });
    byId("zoom-fit").onclick = () => this.fit();
  }

  makeSigma(onChoose) {
    const sigma = new Sigma(this.drawn, byId("graph"), {
      labelFont: look("--sans"),
      labelSize: 13,
      labelDensity: 1,
      labelGridCellSize: 90,
      labelRenderedSizeThreshold: LABELLED,
      zIndex: true,
      minCameraRatio: 0.03,
      maxCameraRatio: 2.5,
      stagePadding: 40,
      allowInvalidContainer: true,
      enableEdgeEvents: true,
      nodeReducer: (id) => this.nodeLook(id),
      edgeReducer: (key) => this.linkLook(key),
      defaultDrawNodeLabel: drawLabel,
      defaultDrawNodeHover: drawHover,
    });
    sigma.on("clickNode", ({ node }) => onChoose({ node }));
    sigma.on("clickEdge", ({ edge }) => onChoose({ link: this.model.links.get(edge) }));
    sigma.on("clickStage", () => onChoose({}));
    sigma.on("enterNode", ({ node }) => this.hover(node));
    sigma.on("leaveNode", () => this.hover(null));
    sigma.on("enterEdge", () => (byId("graph").style.cursor = "pointer"));
    sigma.on("leaveEdge", () => (byId("graph").style.cursor = ""));
    return sigma;
  }

  hover(node) {
    this.hovered = node;
    byId("graph").style.cursor = node ? "pointer" : "";
  }

  /** Takes over what the model has and shows. */
  update() {
    const { model } = this;
    this.near = model.near;
    if (!this.sigma) return;
    byId("graph").setAttribute("aria-label", word("graphLabel", model.visibleNodes.size));
    const next = this.drawnOf();
    const same = next.order === this.drawn.order && next.size === this.drawn.size &&
      next.everyNode((id) => this.drawn.hasNode(id)) && next.everyEdge((key) => this.drawn.hasEdge(key));
    if (same) return this.sigma.refresh();
    this.drawn = next;
    this.sigma.setGraph(next);
  }

  drawnOf() {
    const drawn = new Graph({ multi: true, type: "undirected" });
    const sizes = [...this.model.visibleNodes].map((id) => this.model.nodes.get(id).size);
    this.sizes = [sizes.reduce((a, b) => Math.min(a, b), Infinity), sizes.reduce((a, b) => Math.max(a, b), 0)];
    for (const id of this.model.visibleNodes) {
      const { x, y } = this.model.nodes.get(id);
      drawn.addNode(id, { x, y });
    }
    for (const key of this.model.visibleLinks) {
      const { source, target } = this.model.links.get(key);
      drawn.addEdgeWithKey(key, source, target);
    }
    return drawn;
  }

  nodeLook(id) {
    const { model } = this;
    const node = model.nodes.get(id);
    const focus = model.path ? model.path.nodes.has(id) : !model.selected || id === model.selected || this.near.has(id);
    const chosen = id === model.selected || model.path?.nodes.has(id);
    const radius = this.radius(node);
    return {
      x: node.x,
      y: node.y,
      label: focus || !(model.selected || model.path) ? shorter(node.name) : null,
      // Those around what was chosen are large enough for a label, where there is room for one.
      size: chosen ? radius + 2 : this.near.has(id) ? Math.max(radius, LABELLED) : radius,
      color: focus ? this.colours.of(node) : look("--faded"),
      forceLabel: chosen,
      highlighted: id === model.selected,
      zIndex: chosen ? 3 : focus ? 2 : 0,
    };
  }

  // By what is shown: the smallest and the largest are as large in every picture.
  radius(node) {
    const [least, most] = this.sizes;
    return node.kind === "article" ? 3 : 3 + (12 * Math.max(0, node.size - least)) / Math.max(8, most - least);
  }

  linkLook(key) {
    const { model } = this;
    const link = model.links.get(key);
    const onPath = model.path?.links.has(key);
    const near = onPath || (!model.path && model.selected && (link.source === model.selected || link.target === model.selected));
    const faded = (model.selected || model.path) && !near;
    return {
      size: onPath ? 4 : Math.min(3, 0.6 + Math.log1p(link.weight) * 0.45),
      color: onPath ? look("--accent") : near ? look("--link-near") : look(faded ? "--link-faded" : "--link"),
      zIndex: near ? 2 : 0,
    };
  }

  /** The whole of what is shown, in the middle. */
  fit() {
    if (!this.sigma) return;
    this.frame();
    this.sigma.refresh();
    this.sigma.getCamera().animate({ x: 0.5, y: 0.5, ratio: 1, angle: 0 }, { duration: 250 });
  }

  /** Chooses the square that the camera's whole view covers; to be drawn by what is called next. */
  frame() {
    const shown = [...this.model.visibleNodes].map((id) => this.model.nodes.get(id)).filter(Boolean);
    if (shown.length === 0 || !this.sigma) return;
    const between = (values) => {
      // A few that stand far out do not make all others small.
      const sorted = values.sort((a, b) => a - b);
      const cut = Math.floor(sorted.length * 0.01);
      return [sorted[cut], sorted[sorted.length - 1 - cut]];
    };
    const x = between(shown.map((node) => node.x));
    const y = between(shown.map((node) => node.y));
    for (const side of [x, y]) if (side[1] - side[0] < 60) (side[0] -= 30), (side[1] += 30);
    this.sigma.setCustomBBox({ x, y });
  }

  /** Brings a node into view where it is not. */
  reveal(id) {
    const at = this.sigma?.getNodeDisplayData(id);
    if (!at || !this.sigma.getContainer().offsetWidth) return;
    const { width, height } = this.sigma.getDimensions();
    const node = this.model.nodes.get(id);
    const point = this.sigma.graphToViewport({ x: node.x, y: node.y });
    const inside = point.x > 60 && point.x < width - 60 && point.y > 60 && point.y < height - 60;
    if (!inside) this.sigma.getCamera().animate({ x: at.x, y: at.y }, { duration: 300 });
  }
}

export const shorter = (name) => (name.length > 24 ? `${name.slice(0, 23)}…` : name);

// With a halo in the colour of the paper, so that it can be read across links.
function drawLabel(context, data, settings) {
  if (!data.label) return;
  context.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
  const x = data.x + data.size + 4;
  const y = data.y + settings.labelSize / 3;
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = look("--paper");
  context.strokeText(data.label, x, y);
  context.fillStyle = look("--ink");
  context.fillText(data.label, x, y);
}

function drawHover(context, data, settings) {
  context.beginPath();
  context.arc(data.x, data.y, data.size + 3, 0, Math.PI * 2);
  context.lineWidth = 2;
  context.strokeStyle = look("--accent");
  context.stroke();
  drawLabel(context, data, { ...settings, labelWeight: "bold" });
}
