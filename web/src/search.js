// The search box with its suggestions: a combobox as the ARIA practices describe it.
import { h, byId } from "./dom.js";
import { word } from "./words.js";
import { dayOf } from "./time.js";

const MOST = 10;

export class SearchBox {
  constructor(source, onChoose) {
    this.source = source;
    this.onChoose = onChoose;
    this.input = byId("search");
    this.list = byId("suggestions");
    this.nodes = [];
    this.at = -1;
    this.asked = 0;
    this.input.addEventListener("input", () => this.suggest());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    document.addEventListener("keydown", (event) => {
      if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) {
        event.preventDefault();
        this.input.focus();
      }
    });
  }

  async suggest() {
    const asked = ++this.asked;
    const text = this.input.value;
    const nodes = await this.source.suggest(text, MOST).catch(() => []);
    if (asked !== this.asked) return; // an older answer
    this.nodes = nodes;
    this.at = nodes.length > 0 ? 0 : -1;
    byId("status").textContent = text ? word("found", nodes.length) : "";
    this.show(text);
  }

  show(text) {
    this.list.replaceChildren(...this.nodes.map((node, i) =>
      h("li", { role: "option", id: `suggestion-${i}`, onmousedown: () => this.choose(i) },
        h("span", { class: `dot ${node.kind}` }),
        h("span", { class: "name" }, node.name),
        h("small", {}, node.kind === "article" ? dayOf(node.published) : word(node.kind)))));
    if (this.nodes.length === 0 && text) this.list.append(h("li", { role: "option", "aria-disabled": "true" }, word("nothing")));
    this.list.hidden = !text;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.point();
  }

  point() {
    [...this.list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === this.at)));
    if (this.at >= 0) this.input.setAttribute("aria-activedescendant", `suggestion-${this.at}`);
    else this.input.removeAttribute("aria-activedescendant");
    this.list.children[this.at]?.scrollIntoView({ block: "nearest" });
  }

  async key(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const count = this.nodes.length;
      if (count > 0) this.at = (this.at + (event.key === "ArrowDown" ? 1 : count - 1)) % count;
      this.point();
    } else if (event.key === "Enter") {
      event.preventDefault();
      await this.suggest();
      if (this.at >= 0) this.choose(this.at);
    } else if (event.key === "Escape") {
      this.close();
    }
  }

  choose(i) {
    this.close();
    this.input.value = this.nodes[i].name;
    this.onChoose(this.nodes[i]);
  }

  close() {
    ++this.asked;
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}
