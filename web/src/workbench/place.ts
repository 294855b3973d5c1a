// What the reader has chosen in an article, and its borders.

import type { Article, Corpus, Mention } from "../corpus.ts";
import type { State } from "../state.ts";

export interface Stretch {
  start: number;
  end: number;
}

// A Chosen is a mention, or a stretch that is none.
export interface Chosen extends Stretch {
  article: Article;
  mention: Mention | null;
}

// chosen is what the state points at, null where it points at nothing.
export function chosen(c: Corpus, s: State): Chosen | null {
  const article = s.view === "article" ? c.article(s.article) : undefined;
  if (!article || s.at < 0 || s.at >= article.text.length) return null;
  for (let i = 0; i < article.mentions; i++) {
    if (article.start(i) !== s.at || (s.end >= 0 && article.end(i) !== s.end)) continue;
    return { article, start: s.at, end: article.end(i), mention: c.mention(article, i) };
  }
  const whole = snap(article, s.at, Math.max(s.end, s.at + 1));
  return whole && { article, ...whole, mention: null };
}

// A unit is what borders move by: a word, or one other character. What the program takes for one word is one.
const unit = /[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu;

const known = new WeakMap<Article, Stretch[]>();

function units(article: Article): Stretch[] {
  const found = known.get(article) ?? unitsOf(article.text, article.data.compounds ?? []);
  known.set(article, found);
  return found;
}

function unitsOf(text: string, compounds: number[]): Stretch[] {
  const out: Stretch[] = [];
  let next = 0; // index of the compound at or behind the unit
  for (const m of text.matchAll(unit)) {
    const [start, end] = [m.index, m.index + m[0].length];
    while (next < compounds.length && compounds[next + 1]! <= start) next += 2;
    const within = next < compounds.length && compounds[next]! <= start && end <= compounds[next + 1]!;
    if (!within) out.push({ start, end });
    else if (out.at(-1)?.end !== compounds[next + 1]) out.push({ start, end: compounds[next + 1]! });
  }
  return out;
}

function isWord(text: string, u: Stretch): boolean {
  return /[\p{L}\p{N}]/u.test(text.slice(u.start, u.end));
}

// snap is the stretch of whole words that another one touches; null where it touches none.
export function snap(article: Article, start: number, end: number): Stretch | null {
  const touched = units(article).filter((u) => u.end > start && u.start < end);
  return touched.length ? { start: touched[0]!.start, end: touched.at(-1)!.end } : null;
}

// moveEdge moves one border by a word; null where it cannot go there. Nothing begins with a mark that ends what is
// before, or ends with one that begins what is behind.
export function moveEdge(article: Article, s: Stretch, edge: "start" | "end", by: 1 | -1): Stretch | null {
  const { text } = article;
  const beside = (u: Stretch) => (edge === "start" ? text[u.end] : text[u.start - 1]);
  const all = units(article).filter((u) => u[edge] === s[edge] || isWord(text, u) || /\S/.test(beside(u) ?? " "));
  const i = all.findIndex((u) => u[edge] === s[edge]);
  const to = all[i + by];
  if (i < 0 || !to || /\n\s*\n/.test(text.slice(Math.min(to.end, s[edge]), Math.max(to.start, s[edge])))) return null;
  const moved = { ...s, [edge]: to[edge] };
  return moved.start < moved.end ? moved : null;
}

// beside is the word behind or before a stretch, that of the text's end where there is none.
export function beside(article: Article, s: Stretch, by: 1 | -1): Stretch | null {
  const words = units(article).filter((u) => isWord(article.text, u));
  const found = by > 0 ? words.find((u) => u.start >= s.end) : words.findLast((u) => u.end <= s.start);
  return found ?? null;
}

// overlapping are the mentions of an article that a stretch touches.
export function overlapping(c: Corpus, { article, start, end }: Chosen): Mention[] {
  const out: Mention[] = [];
  for (let i = 0; i < article.mentions; i++) {
    if (article.start(i) < end && article.end(i) > start) out.push(c.mention(article, i));
  }
  return out;
}

// shown is the text of a stretch on one line.
export function shown({ article, start, end }: Chosen): string {
  return article.text.slice(start, end).replace(/\s+/g, " ");
}
