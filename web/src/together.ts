// Who appears with whom: the most named people as a staircase. Each stands at the end of its row and at the head of its
// column; a field is the darker, the more articles two of them share.

import { h, name, svg } from "./dom.ts";
import { follows, link } from "./nav.ts";
import type { Page } from "./page.ts";
import type { Corpus, Entity, Together } from "./corpus.ts";
import { encode, start } from "./state.ts";
import { count } from "./words.ts";

const field = 20; // pixels a side
const nameWidth = 190;
const fewest = 12; // people on a narrow screen
const mostPairs = 40;

export function together(page: Page): HTMLElement | null {
  const t = page.corpus.together;
  if (t.people.length < 3) return null;
  return h("section", { class: "together" },
    h("h3", {}, "Who appears with whom"),
    h("p", { class: "soft" }, `The people named in most of all ${page.corpus.articles.length} articles. A field joins the names at the end of its row and the head of its column: the stronger its colour, the more articles name both.`),
    h("div", { class: "wide-only" }, picture(page.corpus, t)),
    h("div", { class: "narrow-only" }, picture(page.corpus, most(page.corpus, t))),
    h("details", {}, h("summary", {}, "The same as a list"), pairs(page.corpus, t)));
}

// most keeps the most named people of a picture, in its order.
function most(c: Corpus, t: Together): Together {
  const rank = t.people.map((_, i) => i).sort((a, b) =>
    c.entities[t.people[b]!]!.articles - c.entities[t.people[a]!]!.articles || a - b);
  const kept = rank.slice(0, fewest).sort((a, b) => a - b);
  return { people: kept.map((i) => t.people[i]!), shared: kept.map((i, n) => kept.slice(0, n).map((j) => t.shared[i]![j]!)) };
}

function picture(c: Corpus, t: Together): SVGElement {
  const n = t.people.length;
  const width = n * field + nameWidth;
  const root = svg("svg", { viewBox: `0 0 ${width} ${n * field + 4}`, class: "staircase", width, role: "group", "aria-label": "Who appears with whom" });
  const highest = Math.max(...t.shared.flat());
  t.people.forEach((p, i) => {
    t.shared[i]!.forEach((shared, j) => root.append(cell(c.entities[p]!, c.entities[t.people[j]!]!, i, j, shared, highest)));
    root.append(label(c.entities[p]!, i));
  });
  const light = (e: Event) => {
    const target = (e.target as Element).closest("[data-row]");
    for (const x of root.querySelectorAll("[data-row]")) x.classList.toggle("lit", !!target && e.type !== "pointerleave" && touches(x, target));
  };
  root.addEventListener("pointerover", light);
  root.addEventListener("pointerleave", light);
  root.addEventListener("focusin", light);
  root.addEventListener("focusout", light);
  return root;
}

// touches says whether a name or field belongs to the row or column of another.
function touches(x: Element, target: Element): boolean {
  const own = (e: Element) => [e.getAttribute("data-row"), e.getAttribute("data-column")];
  const [row, column] = own(target);
  return own(x).includes(row!) && (column === null || column === undefined || x === target || own(x)[1] === null) ||
    (column !== null && own(x)[1] === null && own(x)[0] === column);
}

function cell(a: Entity, b: Entity, row: number, column: number, shared: number, highest: number): SVGElement {
  const box = svg("rect", { x: column * field + 1, y: row * field + 1, width: field - 2, height: field - 2, rx: 2 });
  if (!shared) return svg("g", { class: "empty" }, box);
  const strength = Math.ceil((4 * Math.log(1 + shared)) / Math.log(1 + highest));
  const patch = { view: "articles", article: "", at: -1, with: [a.key, b.key] } as const;
  const out = svg("a", {
    href: encode({ ...start, ...patch, with: [...patch.with] }), class: `strength-${highest === 1 ? 2 : strength}`,
    "data-row": row, "data-column": column, tabindex: -1, "aria-hidden": "true",
  }, svg("title", {}, `${a.name} and ${b.name}: ${count(shared, "article")}`), box);
  if (shared > 1) {
    out.append(svg("text", { x: (column + 0.5) * field, y: (row + 0.5) * field, class: "number" }, String(shared)));
  }
  follows(out, { ...patch, with: [...patch.with] });
  return out;
}

function label(e: Entity, row: number): SVGElement {
  const text = e.name.length > 28 ? e.name.slice(0, 27) + "…" : e.name;
  const out = svg("a", { href: encode({ ...start, entity: e.key }), "data-row": row, class: "person-name" },
    e.name !== text && svg("title", {}, e.name),
    svg("text", { x: row * field + 6, y: (row + 0.5) * field }, text));
  follows(out, { entity: e.key, at: -1 });
  return out;
}

function pairs(c: Corpus, t: Together): HTMLElement {
  const all = t.shared.flatMap((row, i) => row.map((shared, j) => ({ a: c.entities[t.people[j]!]!, b: c.entities[t.people[i]!]!, shared })));
  const sorted = all.filter((p) => p.shared).sort((p, q) => q.shared - p.shared);
  return h("ul", { class: "plain pairs" }, ...sorted.slice(0, mostPairs).map(({ a, b, shared }) =>
    h("li", {}, link({ view: "articles", article: "", at: -1, with: [a.key, b.key] }, {},
      name(a.name), " and ", name(b.name)), h("span", { class: "soft" }, ` ${count(shared, "article")}`))));
}
