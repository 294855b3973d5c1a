// Who appears with whom: the most named people as a staircase. Each stands at the end of its row and at the head of its
// column; a field has the stronger colour, the more articles two of them share.

import { h, name, svg } from "./dom.ts";
import { follows, link, toArticles } from "./nav.ts";
import type { Corpus, Entity, Together } from "./corpus.ts";
import { count, number } from "./words.ts";

const field = 20; // pixels a side
const nameWidth = 190;
const fewest = 12; // people on a narrow screen
const mostPairs = 40;

const caption = (articles: number) =>
  `The people named in most of all ${number(articles)} articles. A field joins the name at the end of its row and ` +
  "the one at the head of its column: the stronger its colour, the more articles name both.";

const drawn = new WeakMap<Corpus, HTMLElement>();

// together renders the picture of a run, whatever the filters; null where there are too few people for one.
export function together(c: Corpus): HTMLElement | null {
  const t = c.together;
  if (t.people.length < 3) return null;
  let section = drawn.get(c);
  if (!section) {
    section = h(
      "section",
      { class: "together" },
      h("h3", {}, "Who appears with whom"),
      h("p", { class: "soft" }, caption(c.articles.length)),
      h("div", { class: "wide-only" }, picture(c, t)),
      h("div", { class: "narrow-only" }, picture(c, most(c, t))),
      h("details", {}, h("summary", {}, "The same as a list"), pairs(c, t)),
    );
    drawn.set(c, section);
  }
  return section;
}

// most keeps the most named people of a picture, in its order.
function most(c: Corpus, t: Together): Together {
  const rank = t.people
    .map((_, i) => i)
    .sort((a, b) => c.entities[t.people[b]!]!.articles - c.entities[t.people[a]!]!.articles || a - b);
  const kept = rank.slice(0, fewest).sort((a, b) => a - b);
  return {
    people: kept.map((i) => t.people[i]!),
    shared: kept.map((i, n) => kept.slice(0, n).map((j) => t.shared[i]![j]!)),
  };
}

function picture(c: Corpus, t: Together): SVGElement {
  const n = t.people.length;
  const width = n * field + nameWidth;
  const root = svg("svg", {
    viewBox: `0 0 ${width} ${n * field + 4}`,
    class: "staircase",
    width,
    role: "group",
    "aria-label": "Who appears with whom",
  });
  const highest = Math.max(...t.shared.flat());
  t.people.forEach((p, i) => {
    t.shared[i]!.forEach((shared, j) =>
      root.append(cell(c.entities[p]!, c.entities[t.people[j]!]!, i, j, shared, highest)),
    );
    root.append(label(c.entities[p]!, i));
  });
  const light = (e: Event) => {
    const target =
      e.type === "pointerleave" || e.type === "focusout" ? null : (e.target as Element).closest<SVGAElement>("a");
    for (const a of root.querySelectorAll<SVGAElement>("a")) a.classList.toggle("lit", !!target && touches(a, target));
  };
  for (const type of ["pointerover", "pointerleave", "focusin", "focusout"]) root.addEventListener(type, light);
  return root;
}

// touches says whether one of two names or fields is about all that the other is about.
function touches(a: SVGAElement, b: SVGAElement): boolean {
  const [x, y] = [a, b].map((e) => e.dataset.people!.split(" "));
  return x!.every((p) => y!.includes(p)) || y!.every((p) => x!.includes(p));
}

function cell(a: Entity, b: Entity, row: number, column: number, shared: number, highest: number): SVGElement {
  const box = svg("rect", { x: column * field + 1, y: row * field + 1, width: field - 2, height: field - 2, rx: 2 });
  if (!shared) return svg("g", { class: "empty" }, box);
  const strength = Math.ceil((4 * Math.log(1 + shared)) / Math.log(1 + highest));
  const out = svg(
    "a",
    {
      class: `strength-${highest === 1 ? 2 : strength}`,
      "data-people": `${row} ${column}`,
      tabindex: -1,
      "aria-hidden": "true",
    },
    svg("title", {}, `${a.name} and ${b.name}: ${count(shared, "article")}`),
    box,
  );
  if (shared > 1) {
    out.append(svg("text", { x: (column + 0.5) * field, y: (row + 0.5) * field, class: "number" }, String(shared)));
  }
  follows(out, toArticles({ with: [a.key, b.key] }));
  return out;
}

function label(e: Entity, row: number): SVGElement {
  const text = e.name.length > 28 ? e.name.slice(0, 27) + "…" : e.name;
  const out = svg(
    "a",
    { "data-people": row, class: "person-name" },
    e.name !== text && svg("title", {}, e.name),
    svg("text", { x: row * field + 6, y: (row + 0.5) * field }, text),
  );
  follows(out, { entity: e.key, at: -1 });
  return out;
}

function pairs(c: Corpus, t: Together): HTMLElement {
  const all = t.shared.flatMap((row, i) =>
    row.map((shared, j) => ({ a: c.entities[t.people[j]!]!, b: c.entities[t.people[i]!]!, shared })),
  );
  const sorted = all.filter((p) => p.shared).sort((p, q) => q.shared - p.shared);
  return h(
    "ul",
    { class: "plain pairs" },
    ...sorted
      .slice(0, mostPairs)
      .map(({ a, b, shared }) =>
        h(
          "li",
          {},
          link(toArticles({ with: [a.key, b.key] }), {}, name(a.name), " and ", name(b.name)),
          h("span", { class: "soft" }, ` ${count(shared, "article")}`),
        ),
      ),
  );
}
