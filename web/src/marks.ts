// The text of an article with its mentions marked.

import { h, type Child } from "./dom.ts";
import { uncertain } from "./facts.ts";
import type { Article, Corpus, Label, Mention } from "./corpus.ts";
import { link } from "./nav.ts";
import { kinds } from "./words.ts";

const dressers: ((mark: HTMLAnchorElement, m: Mention) => void)[] = [];

// dress calls f with every mark that is made from now on.
export function dress(f: (mark: HTMLAnchorElement, m: Mention) => void): void {
  dressers.push(f);
}

// mark is a link around a mention's text, or the part of it that is given.
export function mark(c: Corpus, m: Mention, text = m.article.text.slice(m.start, m.end)): HTMLAnchorElement {
  const low = m.score < uncertain;
  const a = link(
    { view: "article", article: m.article.key, at: m.start, entity: panelEntity(c, m) },
    {
      class: `mark ${m.label.toLowerCase()}${low ? " low" : ""}`,
      "aria-label": `${text}, ${kinds[m.label].one}${low ? ", uncertain" : ""}`,
      dir: "auto",
    },
    text,
  );
  a.dataset.article = String(m.article.number);
  a.dataset.mention = String(m.number);
  for (const f of dressers) f(a, m);
  return a;
}

// mentionOf is the mention that a mark is of.
export function mentionOf(c: Corpus, mark: HTMLElement): Mention | undefined {
  const article = c.articles[Number(mark.dataset.article)];
  return article && c.mention(article, Number(mark.dataset.mention));
}

// panelEntity is the key of what the panel shows with a mention: its entity, or the first holder of a role.
export function panelEntity(c: Corpus, m: Mention): string {
  if (m.label !== "ROLE") return m.entity?.key ?? "";
  const holder = m.article.data.positions.find((p) => p.span === m.number)?.holders?.[0];
  return holder === undefined ? "" : c.entities[holder]!.key;
}

// paragraphs renders an article; mentions of hidden labels are plain text.
export function paragraphs(c: Corpus, a: Article, hide: Label[]): HTMLElement[] {
  const out: HTMLElement[] = [];
  let next = 0; // the mention that is not passed yet
  for (const [start, end] of blocks(a.text)) {
    const parts: Child[] = [];
    let at = start;
    for (; next < a.mentions && a.start(next) < end; next++) {
      const m = c.mention(a, next);
      if (!hide.includes(m.label)) {
        const from = Math.max(m.start, at);
        const to = Math.min(m.end, end);
        parts.push(a.text.slice(at, from), mark(c, m, a.text.slice(from, to)));
        at = to;
      }
      if (m.end > end) break; // the rest of it stands in the next paragraph
    }
    parts.push(a.text.slice(at, end));
    out.push(h("p", { dir: "auto", class: shape(a.text.slice(start, end), out.length === 0) }, ...parts));
  }
  return out;
}

// blocks are the stretches of a text between blank lines, each of them a paragraph.
export function blocks(text: string): [number, number][] {
  const out: [number, number][] = [];
  let start = 0;
  for (const gap of text.matchAll(/\n(?:[ \t\r]*\n)+/g)) {
    if (gap.index > start) out.push([start, gap.index]);
    start = gap.index + gap[0].length;
  }
  if (start < text.length) out.push([start, text.length]);
  return out;
}

// shape says how a paragraph is set: a headline, lines that were broken at a width and may flow, or lines as they are.
function shape(text: string, first: boolean): string | undefined {
  const lines = text.trim().split("\n");
  if (first && lines.length === 1 && text.length <= 120 && !/[.:]$/.test(text.trim())) return "headline";
  const full = lines.slice(0, -1);
  const broken = full.length > 0 && full.every((l) => l.length >= 50 && l.length <= 100 && /^\S/.test(l));
  return broken ? "flow" : undefined;
}

// around is a mention in its context on one line.
export function around(c: Corpus, m: Mention, left: number, right: number): Child[] {
  const { before, behind } = context(m.article.text, m.start, m.end, left, right);
  return [h("bdi", {}, before), mark(c, m, m.article.surface(m.number)), h("bdi", {}, behind)];
}

// context is what stands before and behind a stretch of a text, so many code units at most, cut between words and on
// one line.
export function context(text: string, start: number, end: number, left: number, right: number) {
  const before = text.slice(Math.max(0, start - left), start).replace(/\s+/g, " ");
  const behind = text.slice(end, end + right).replace(/\s+/g, " ");
  return {
    before: start > left ? "…" + before.replace(/^\S*\s?/, "") : before,
    behind: end + right < text.length ? behind.replace(/\s?\S*$/, "") + "…" : behind,
  };
}

// highlight shows where words stand in an element, in browsers that can do so without changing it.
export function highlight(root: Element, words: string): void {
  if (!("highlights" in CSS)) return;
  const wanted = words.trim().toLowerCase();
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (wanted && walker.nextNode()) {
    const node = walker.currentNode;
    const text = node.nodeValue!.toLowerCase();
    if (text.length !== node.nodeValue!.length) continue;
    for (let i = text.indexOf(wanted); i >= 0; i = text.indexOf(wanted, i + wanted.length)) {
      const range = new Range();
      range.setStart(node, i);
      range.setEnd(node, i + wanted.length);
      ranges.push(range);
    }
  }
  CSS.highlights.set("found", new Highlight(...ranges));
}
