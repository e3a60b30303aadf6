// Elements. Text from articles enters the page through here alone, as text: nothing is ever parsed
// as HTML.

/** h("p", {class: "quote", onclick: f}, "text", child): children that are null are left out. */
export function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for SVG. */
export function s(tag, attributes = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value == null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child != null && child !== false));
  return element;
}

export const byId = (id) => document.getElementById(id);

/** A link out of the page for addresses of the web, plain text for all others; `text` may be parts. */
export function outwards(url, text, attributes = {}) {
  let parsed = null;
  try {
    parsed = new URL(url);
  } catch {
    // no address
  }
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return h("span", attributes, text);
  return h("a", { ...attributes, href: parsed.href, target: "_blank", rel: "noopener noreferrer" }, text);
}

/** `text` with every place where one of `names` stands in a <mark>. */
export function withMarks(text, names) {
  const wanted = [...new Set(names)].filter((name) => name).sort((a, b) => b.length - a.length);
  if (wanted.length === 0) return [text];
  const pattern = new RegExp(wanted.map((n) => n.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"), "gi");
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    parts.push(text.slice(from, match.index), h("mark", {}, match[0]));
    from = match.index + match[0].length;
  }
  return [...parts, text.slice(from)];
}

const looks = new Map();

/** The value of a CSS variable, such as "--ink", as it was when it was first asked for. */
export function look(name) {
  if (!looks.has(name)) looks.set(name, getComputedStyle(document.documentElement).getPropertyValue(name).trim());
  return looks.get(name);
}

/** To be called when the theme changes. */
export const forgetLooks = () => looks.clear();

/** Offers `blob` as a file. */
export function save(blob, name) {
  const url = URL.createObjectURL(blob);
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}
