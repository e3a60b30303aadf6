// Boxes and sliders that choose what is shown.
import { h, byId } from "./dom.js";
import { word } from "./words.js";
import { histogram } from "./histogram.js";
import { monthName } from "./time.js";

const KINDS = ["person", "organization", "place", "topic", "article", "publisher"];
const WEIGHTS = [0, 0.25, 0.5, 1, 1.5, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 75, 100];

const MOST = [30, 60, 100, 150, 250, 400, 700, 1200, 2500, Infinity];

export class Filters {
  constructor(model, colours) {
    this.model = model;
    this.colours = colours;
    byId("strongest").checked = model.strongest;
    byId("strongest").onchange = (event) => {
      model.strongest = event.target.checked;
      model.changed("filter");
    };
    byId("most").oninput = (event) => {
      model.most = MOST[event.target.value];
      model.changed("filter");
    };
    byId("weight").oninput = (event) => {
      model.minWeight = WEIGHTS[event.target.value];
      model.changed("filter");
    };
    for (const radio of document.querySelectorAll("input[name=colour]")) {
      radio.onchange = () => {
        model.colour = radio.value;
        model.changed("filter");
      };
    }
    byId("time-from").oninput = () => this.slide();
    byId("time-to").oninput = () => this.slide();
    byId("time-all").onclick = () => {
      model.range = model.months && [...model.months];
      model.changed("filter");
    };
    new ResizeObserver(() => this.showTime()).observe(byId("time-bars"));
  }

  slide() {
    const [a, b] = [Number(byId("time-from").value), Number(byId("time-to").value)];
    this.model.range = [Math.min(a, b), Math.max(a, b)];
    this.model.changed("filter");
  }

  show() {
    this.showBoxes(byId("kinds"), KINDS, this.model.kinds, [...this.model.nodes.values()].map((n) => n.kind), true);
    const relations = [...this.model.links.values()].map((link) => link.rel);
    this.showBoxes(byId("relations"), [...new Set(relations)].sort(), this.model.relations, relations, false);
    byId("most").value = MOST.indexOf(this.model.most);
    byId("most-shown").textContent = this.model.most === Infinity ? word("all") : String(this.model.most);
    byId("weight-shown").textContent = String(this.model.minWeight);
    const clustered = Object.keys(this.model.clusters).length > 0;
    byId("colours").hidden = !clustered;
    for (const radio of document.querySelectorAll("input[name=colour]")) radio.checked = radio.value === this.model.colour;
    this.showFocus();
    this.showLegend();
    this.showTime();
    byId("counts").textContent = word("counts", this.model.visibleNodes.size, this.model.visibleLinks.size);
  }

  showBoxes(place, names, chosen, all, dots) {
    const counts = new Map();
    for (const each of all) counts.set(each, (counts.get(each) ?? 0) + 1);
    const present = names.filter((name) => counts.has(name));
    const held = document.activeElement?.dataset?.box;
    place.replaceChildren(...present.map((name) =>
      h("label", { class: "line" },
        h("input", {
          type: "checkbox", checked: chosen.has(name), "data-box": name,
          onchange: (event) => {
            if (event.target.checked) chosen.add(name);
            else chosen.delete(name);
            this.model.changed("filter");
          },
        }),
        dots && h("span", { class: `dot ${name}` }),
        h("span", {}, word(name)),
        h("small", {}, String(counts.get(name))))));
    if (held) place.querySelector(`[data-box="${held}"]`)?.focus();
  }

  showFocus() {
    const { cluster, clusters } = this.model;
    byId("focus").replaceChildren(...(cluster ? [
      h("p", { class: "focus" }, `${word("focus")} ${clusters[cluster] ?? cluster} `,
        h("button", { onclick: () => {
          this.model.cluster = null;
          this.model.changed("filter");
        } }, word("clear")))] : []));
  }

  showLegend() {
    const { model, colours } = this;
    const entries = model.colour === "kind"
      ? KINDS.filter((kind) => model.kinds.has(kind)).map((kind) => [colours.kinds[kind], word(kind)])
      : colours.ranked.map((id, i) => [colours.tints[i], model.clusters[id] ?? id]);
    byId("legend").replaceChildren(...entries.map(([colour, name]) => {
      const swatch = h("span", { class: "swatch" });
      swatch.style.background = colour;
      return h("li", {}, swatch, name);
    }));
  }

  showTime() {
    const { model } = this;
    byId("time").hidden = !model.months;
    if (!model.months) return;
    const width = Math.max(200, byId("time-bars").clientWidth);
    const periods = model.articlesAMonth();
    byId("time-bars").replaceChildren(histogram({ periods, width, height: 64, range: model.range }));
    byId("time-shown").textContent = model.range.map(monthName).join(" – ");
    byId("time-all").hidden = model.allTime();
    ["time-from", "time-to"].forEach((id, i) => {
      const input = byId(id);
      [input.min, input.max] = model.months;
      input.value = model.range[i];
      input.setAttribute("aria-valuetext", monthName(model.range[i]));
      input.setAttribute("aria-label", word(i === 0 ? "pathFrom" : "pathTo"));
    });
  }
}
