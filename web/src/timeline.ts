// When the articles are from, where they carry dates.

import { h, svg } from "./dom.ts";
import { follows, toArticles } from "./nav.ts";
import type { Page } from "./page.ts";
import { count, number } from "./words.ts";

const width = 420; // pixels, like those that follow
const height = 110;
const widest = 16; // of a bar
const mostBars = 62;

export function timeline(page: Page): HTMLElement | null {
  const dates = page.selection.articles
    .map((a) => a.data.date ?? "")
    .filter(Boolean)
    .sort();
  if (dates.length < 2) return null;
  const bars = periods(dates);
  const highest = Math.max(...bars.map((b) => b[1]));
  const step = width / bars.length;
  const root = svg("svg", {
    viewBox: `0 0 ${width} ${height}`,
    class: "timeline",
    role: "group",
    "aria-label": "Articles by date",
  });
  bars.forEach(([period, n], i) => {
    if (!n) return;
    const tall = Math.max(2, (n / highest) * (height - 38));
    const broad = Math.min(widest, step * 0.8);
    const bar = svg(
      "a",
      { "aria-label": `${period}: ${count(n, "article")}` },
      svg("title", {}, `${period}: ${count(n, "article")}`),
      svg("rect", { x: (i + 0.5) * step - broad / 2, y: height - 20 - tall, width: broad, height: tall, rx: 1 }),
    );
    follows(bar, toArticles({ date: period }));
    root.append(bar);
  });
  const text = (x: number, y: number, anchor: string, s: string) => svg("text", { x, y, "text-anchor": anchor }, s);
  const peak = bars.findIndex((b) => b[1] === highest);
  root.append(
    svg("line", { x1: 0, x2: width, y1: height - 19.5, y2: height - 19.5 }),
    text((peak + 0.5) * step, 13, "middle", String(highest)),
    text(0, height - 4, "start", bars[0]![0]),
  );
  if (bars.length > 1) root.append(text(width, height - 4, "end", bars.at(-1)![0]));
  const undated = page.selection.articles.length - dates.length;
  return h(
    "section",
    { class: "when" },
    h("h3", {}, "When"),
    h(
      "p",
      { class: "soft" },
      `${count(dates.length, "article")} with a date${undated ? `, ${number(undated)} without` : ""}. `,
      "The dates are those of file names and datelines.",
    ),
    root,
  );
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
