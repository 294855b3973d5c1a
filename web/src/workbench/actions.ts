// What a person can say of a place: buttons in the panel, each with its key.

import { h, name, type Child } from "../dom.ts";
import { go } from "../nav.ts";
import type { Label, Mention } from "../corpus.ts";
import { capital, kinds, labelOrder } from "../words.ts";
import type { Bench } from "./bench.ts";
import { moveEdge, overlapping, shown, type Chosen } from "./place.ts";
import type { Correction } from "./wire.ts";

export type Correct = (c: Correction) => void;

// button makes one that does something. Its key is shown, and told to those who do not see it; a title says more, and
// all where the text is a sign.
export function button(id: string, text: Child[], act: () => void, key = "", title = ""): HTMLButtonElement {
  const sign = text.every((t) => typeof t === "string" && !/\p{L}/u.test(t));
  const b = h(
    "button",
    {
      id: id || undefined,
      type: "button",
      title: title || undefined,
      "aria-label": sign ? title : undefined,
      "aria-keyshortcuts": key || undefined,
    },
    ...text,
    key !== "" && h("kbd", { "aria-hidden": "true" }, key),
  );
  b.addEventListener("click", act);
  return b;
}

// place is what a correction of a chosen place has of it.
function place({ article, start, end }: Chosen) {
  return { article: article.number, start, end };
}

// verdict asks whether a mention is right.
export function verdict(bench: Bench, at: Chosen, correct: Correct): HTMLElement {
  const said = bench.verdict(at.article, at.start, at.end);
  const right = button("right", ["✓ Right"], () => void judge(bench, at.mention!), "a");
  right.setAttribute("aria-pressed", String(said === "right"));
  const wrong = button("wrong", ["✗ Wrong"], () => correct(wrongOf(at)), "x");
  return h("div", { class: "verdict", role: "group", "aria-label": "Is this right?" }, right, wrong);
}

// judge says that a mention is right, or, where that was said, takes it back.
export async function judge(bench: Bench, m: Mention): Promise<boolean> {
  const back = bench.verdict(m.article, m.start, m.end) === "right";
  const done = await bench.judge(m, back ? "" : "right");
  const { reviewed, total } = bench.live.review;
  if (done) bench.app.say(`${back ? "Taken back" : "Right"}. ${reviewed} of ${total} reviewed.`);
  return done;
}

export function wrongOf(at: Chosen): Correction {
  return { kind: "wrong", ...place(at) };
}

// labelOf is the correction that gives a place a label; null where it has that already.
export function labelOf(at: Chosen, label: Label): Correction | null {
  if (at.mention?.label === label) return null;
  return { kind: at.mention ? "label" : "add", label, ...place(at) };
}

// shownLabels are the labels that the run shows, in the order of their keys.
export function shownLabels(bench: Bench): Label[] {
  return labelOrder.filter((l) => bench.corpus.labels.includes(l));
}

// labels asks what a place is.
export function labels(bench: Bench, at: Chosen, correct: Correct): HTMLElement {
  const buttons = shownLabels(bench).map((l, i) => {
    const text = h("span", { class: `tag ${l.toLowerCase()}` }, capital(kinds[l].one));
    const choose = () => {
      const c = labelOf(at, l);
      if (c) correct(c);
    };
    const b = button(`label-${l.toLowerCase()}`, [text], choose, String(i + 1));
    b.setAttribute("aria-pressed", String(at.mention?.label === l));
    return b;
  });
  const question = at.mention ? "It is a" : "This is a";
  return row(question, h("div", { class: "labels", role: "group", "aria-label": question }, ...buttons));
}

function row(term: string, ...children: Child[]): HTMLElement {
  return h("div", { class: "ask" }, h("span", { class: "term" }, term), ...children);
}

// edges are the moves of the borders: what they are called, and their keys.
export const edges = [
  { id: "start-out", edge: "start", by: -1, key: "[", sign: "‹", label: "Begin a word earlier" },
  { id: "start-in", edge: "start", by: 1, key: "{", sign: "›", label: "Begin a word later" },
  { id: "end-in", edge: "end", by: -1, key: "}", sign: "‹", label: "End a word earlier" },
  { id: "end-out", edge: "end", by: 1, key: "]", sign: "›", label: "End a word later" },
] as const;

// borders asks where a place begins and ends.
export function borders(at: Chosen): HTMLElement {
  const [startOut, startIn, endIn, endOut] = edges.map((e) =>
    button(e.id, [e.sign], () => move(at, e), "", `${e.label}, key ${e.key}`),
  );
  const text = shown(at);
  const words = text.length > 40 ? `${text.slice(0, 18)}…${text.slice(-18)}` : text;
  const group = { class: "borders", role: "group", "aria-label": "Borders" };
  return row("Borders", h("div", group, startOut, startIn, name(words), endIn, endOut));
}

// move moves a border by a word; the place is then a stretch, which can be made the mention.
export function move(at: Chosen, e: (typeof edges)[number]): void {
  const to = moveEdge(at.article, at, e.edge, e.by);
  if (to) go({ at: to.start, end: to.end, entity: "" }, !at.mention);
}

// rebound offers to give a mention that a stretch touches the stretch's borders.
export function rebound(bench: Bench, at: Chosen, correct: Correct): HTMLElement[] {
  return overlapping(bench.corpus, at).map((m, i) =>
    button(
      `rebound-${i}`,
      ["Give ", name(`“${m.article.surface(m.number)}”`), ` (${kinds[m.label].one}) these borders`],
      () => correct(boundsOf(m, at)),
      i === 0 ? "↵" : "",
    ),
  );
}

export function boundsOf(m: Mention, at: Chosen): Correction {
  const article = m.article.number;
  return { kind: "bounds", article, start: m.start, end: m.end, newStart: at.start, newEnd: at.end };
}

// identity asks whether a mention is of the entity that it is taken for.
export function identity(at: Chosen, correct: Correct, join: () => void): Child {
  const { mention } = at;
  if (!mention?.entity) return null;
  const many = mention.entity.at.length > 2;
  return row(
    "Who",
    h(
      "div",
      { role: "group", "aria-label": "Who or what it is" },
      button("join", [`Same ${kinds[mention.label].one} as …`], join, "s"),
      many && button("split", [`Not ${mention.entity.name}`], () => correct({ kind: "split", ...place(at) })),
    ),
  );
}
