// When the articles are from, where they carry dates.

import { h, svg } from "./dom.ts";
import { follows } from "./nav.ts";
import type { Page } from "./page.ts";
import { encode, start } from "./state.ts";
import { count } from "./words.ts";

const width = 560;
const height = 120;
const mostBars = 62;

export function timeline(page: Page): HTMLElement | null {
  const dates = page.selection.articles.map((a) => a.data.date ?? "").filter(Boolean).sort();
  if (dates.length < 2) return null;
  const bars = periods(dates);
  const highest = Math.max(...bars.map((b) => b[1]));
  const step = width / bars.length;
  const root = svg("svg", { viewBox: `0 0 ${width} ${height}`, class: "timeline", role: "group", "aria-label": "Articles by date" });
  bars.forEach(([period, n], i) => {
    if (!n) return;
    const tall = Math.max(2, (n / highest) * (height - 24));
    const patch = { view: "articles", article: "", at: -1, date: period } as const;
    const bar = svg("a", { href: encode({ ...start, ...patch }), "aria-label": `${period}: ${count(n, "article")}` },
      svg("title", {}, `${period}: ${count(n, "article")}`),
      svg("rect", { x: i * step + step * 0.1, y: height - 20 - tall, width: step * 0.8, height: tall, rx: 1 }));
    follows(bar, patch);
    root.append(bar);
  });
  const text = (x: number, anchor: string, s: string) => svg("text", { x, y: height - 4, "text-anchor": anchor }, s);
  root.append(svg("line", { x1: 0, x2: width, y1: height - 19.5, y2: height - 19.5 }), text(0, "start", bars[0]![0]));
  if (bars.length > 1) root.append(text(width, "end", bars.at(-1)![0]));
  const undated = page.selection.articles.length - dates.length;
  return h("section", { class: "when" }, h("h3", {}, "When"),
    h("p", { class: "soft" }, `${count(dates.length, "article")} with a date${undated ? `, ${undated} without` : ""}. The dates are those of file names and datelines.`),
    root);
}

// periods counts dates, which are sorted, by day, month or year, the finest that gives few enough bars; gaps count 0.
function periods(dates: string[]): [string, number][] {
  for (const digits of [10, 7]) {
    const all = range(dates[0]!.slice(0, digits), dates.at(-1)!.slice(0, digits));
    if (all.length <= mostBars) return all.map((p) => [p, dates.filter((d) => d.startsWith(p)).length]);
  }
  const years = range(dates[0]!.slice(0, 4), dates.at(-1)!.slice(0, 4));
  return years.map((p) => [p, dates.filter((d) => d.startsWith(p)).length]);
}

// range lists the days, months or years from one to another, one more than mostBars of days and months at most.
function range(first: string, last: string): string[] {
  const out = [first];
  const date = new Date(first);
  while (out.at(-1)! < last && (first.length === 4 || out.length <= mostBars)) {
    if (first.length === 10) date.setUTCDate(date.getUTCDate() + 1);
    else if (first.length === 7) date.setUTCMonth(date.getUTCMonth() + 1);
    else date.setUTCFullYear(date.getUTCFullYear() + 1);
    out.push(date.toISOString().slice(0, first.length));
  }
  return out;
}
