// Bars of articles a month, with bursts behind them and milestones on them, as an SVG that stands
// by itself: it is saved as it is shown.
import { s, look } from "./dom.js";
import { monthNumber, monthName, monthOf, dayOf } from "./time.js";
import { word } from "./words.js";

/**
 * periods: [{start, count}] of months without gaps; bursts: [{start, end}]; milestones: times;
 * range: [from, to] in months, what lies outside is pale.
 */
export function histogram({ periods, bursts = [], milestones = [], width, height, range = null, axis = true }) {
  const first = monthNumber(periods[0].start);
  const count = periods.length;
  const top = milestones.length > 0 ? 16 : 4;
  const bottom = axis ? height - 20 : height - 1;
  const x = (month) => ((month - first) / count) * width;
  const most = Math.max(1, ...periods.map((p) => p.count));
  const gap = width / count > 4 ? 1 : 0;
  const svg = s("svg", {
    xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, width, height,
    role: "img", "aria-label": summary(periods), "font-family": look("--sans"), "font-size": 11,
  });
  for (const burst of bursts) {
    const from = Math.max(0, x(monthNumber(burst.start)));
    const to = Math.min(width, x(monthNumber(burst.end)));
    svg.append(s("rect", { x: from, y: 0, width: Math.max(2, to - from), height: bottom, fill: look("--burst") },
      s("title", {}, `${word("burst")} ${dayOf(burst.start)} – ${dayOf(burst.end)}`)));
  }
  periods.forEach((period, i) => {
    if (period.count === 0) return;
    const high = Math.max(2, (period.count / most) * (bottom - top));
    const inside = !range || (first + i >= range[0] && first + i <= range[1]);
    svg.append(s("rect", {
      x: x(first + i), y: bottom - high, width: Math.max(1, width / count - gap), height: high,
      fill: look(inside ? "--bar" : "--pale"),
    }, s("title", {}, `${monthOf(period.start)}: ${period.count}`)));
  });
  for (const time of milestones) {
    svg.append(s("circle", { cx: x(monthNumber(time) + 0.5), cy: 8, r: 3.5, fill: look("--accent") },
      s("title", {}, `${word("milestone")} ${dayOf(time)}`)));
  }
  svg.append(s("line", { x1: 0, x2: width, y1: bottom + 0.5, y2: bottom + 0.5, stroke: look("--line") }));
  if (axis) svg.append(...years(first, count, x, bottom, width));
  return svg;
}

function summary(periods) {
  const peak = periods.reduce((a, b) => (b.count > a.count ? b : a));
  return word("barsLabel", monthOf(periods[0].start), monthOf(periods.at(-1).start), monthOf(peak.start));
}

// Years where they fit, months where the whole is short.
function years(first, count, x, bottom, width) {
  const steps = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600];
  const step = steps.find((each) => (width * each) / count > 52) ?? 1200;
  const marks = [];
  for (let month = Math.ceil(first / step) * step; month < first + count; month += step) {
    const at = x(month);
    if (at > width - (step >= 12 ? 28 : 50)) break;
    marks.push(
      s("line", { x1: at, x2: at, y1: bottom, y2: bottom + 4, stroke: look("--line") }),
      s("text", { x: at + 2, y: bottom + 15, fill: look("--soft") },
        step >= 12 ? monthName(month).slice(0, 4) : monthName(month)));
  }
  return marks;
}
