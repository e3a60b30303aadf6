// What is on the screen as SVG, PNG or JSON.
import { s, look, save } from "./dom.js";
import { shorter } from "./graph_view.js";
import { monthName } from "./time.js";

/** The visible part of the graph as it stands, with a line that says what it is. */
function graphAsSvg(view) {
  const { model, sigma, colours } = view;
  const { width, height } = sigma.getDimensions();
  const svg = s("svg", {
    xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height + 30}`, width, height: height + 30,
    "font-family": look("--sans"), "font-size": 13,
  }, s("rect", { width, height: height + 30, fill: look("--paper") }));
  const at = (id) => {
    const node = model.nodes.get(id);
    return sigma.graphToViewport({ x: node.x, y: node.y });
  };
  const within = (p) => p.x > -50 && p.x < width + 50 && p.y > -50 && p.y < height;
  for (const key of model.visibleLinks) {
    const link = model.links.get(key);
    const [a, b] = [at(link.source), at(link.target)];
    if (!within(a) && !within(b)) continue;
    const drawn = view.linkLook(key);
    svg.append(s("line", {
      x1: a.x.toFixed(1), y1: a.y.toFixed(1), x2: b.x.toFixed(1), y2: b.y.toFixed(1),
      stroke: drawn.color, "stroke-width": drawn.size.toFixed(1),
    }));
  }
  const labelled = new Set(sigma.getNodeDisplayedLabels());
  const labels = [];
  for (const id of model.visibleNodes) {
    const node = model.nodes.get(id);
    const drawn = view.nodeLook(id);
    const point = at(id);
    if (!within(point)) continue;
    const radius = sigma.scaleSize(drawn.size);
    svg.append(s("circle", { cx: point.x.toFixed(1), cy: point.y.toFixed(1), r: radius.toFixed(1), fill: drawn.color },
      s("title", {}, node.name)));
    if (labelled.has(id) || drawn.forceLabel) {
      labels.push(s("text", {
        x: (point.x + radius + 4).toFixed(1), y: (point.y + 4).toFixed(1), fill: look("--ink"),
        stroke: look("--paper"), "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke",
      }, shorter(node.name)));
    }
  }
  svg.append(...labels, s("rect", { y: height, width, height: 30, fill: look("--paper") }),
    s("text", { x: 12, y: height + 19, "font-size": 11, fill: look("--soft") }, caption(model, colours)));
  return svg;
}

function caption(model) {
  const period = model.range ? ` · ${monthName(model.range[0])} – ${monthName(model.range[1])}` : "";
  return `newsgraph${period} · ${model.visibleNodes.size} / ${model.visibleLinks.size}`;
}

/** The drawing that is on the screen: the graph, or the bars of the time line. */
function onScreen(view) {
  const bars = document.querySelector("#view-timeline:not([hidden]) svg");
  if (!bars) return graphAsSvg(view);
  const copy = bars.cloneNode(true);
  copy.prepend(s("rect", { width: "100%", height: "100%", fill: look("--paper") }));
  return copy;
}

const svgText = (svg) => new XMLSerializer().serializeToString(svg);

export function saveSvg(view) {
  save(new Blob([svgText(onScreen(view))], { type: "image/svg+xml" }), "newsgraph.svg");
}

export async function savePng(view) {
  const svg = onScreen(view);
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([svgText(svg)], { type: "image/svg+xml" }));
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Number(svg.getAttribute("width")) * 2;
  canvas.height = Number(svg.getAttribute("height")) * 2;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  canvas.toBlob((blob) => save(blob, "newsgraph.png"), "image/png");
}

/** Node-link JSON, as `export --format json` has it, of what is shown. */
export function saveJson(view) {
  const { model } = view;
  const nodes = [...model.visibleNodes].map((id) => {
    const { x, y, size, ...node } = model.nodes.get(id);
    return node;
  });
  const links = [...model.visibleLinks].map((key) => model.links.get(key));
  const document = { schema: "newsgraph/export/1", directed: true, multigraph: true, graph: {}, nodes, links };
  save(new Blob([JSON.stringify(document, null, 1)], { type: "application/json" }), "newsgraph.json");
}
