// From one uncertain mention to the next, over all articles, past what is reviewed.

import type { Corpus, Mention } from "../corpus.ts";
import { panelEntity } from "../marks.ts";
import { go, state } from "../nav.ts";
import type { Bench } from "./bench.ts";

interface Step {
  article: number;
  mention: number;
}

// walk goes to the next uncertain mention in reading order that is not reviewed, or to the one before, round the end;
// false where there is none. Uncertain is what the review lists.
export function walk(bench: Bench, by: 1 | -1): boolean {
  const { corpus } = bench;
  const all = open(bench);
  if (!all.length) return false;
  const here = { article: corpus.article(state().article)?.number ?? -1, at: state().at };
  const behind = (s: Step) => compare(corpus, s, here) > 0;
  const before = (s: Step) => compare(corpus, s, here) < 0;
  const next = by > 0 ? (all.find(behind) ?? all[0]) : (all.findLast(before) ?? all.at(-1));
  visit(corpus, corpus.mention(corpus.articles[next!.article]!, next!.mention));
  return true;
}

function compare(c: Corpus, s: Step, here: { article: number; at: number }): number {
  return s.article - here.article || c.articles[s.article]!.start(s.mention) - here.at;
}

// visit goes to a mention.
export function visit(c: Corpus, m: Mention): void {
  go({ view: "article", article: m.article.key, at: m.start, entity: panelEntity(c, m) });
  const mark = document.querySelector<HTMLElement>("main article a.mark[aria-current]");
  mark?.scrollIntoView({ block: "nearest" });
  mark?.focus({ preventScroll: true });
}

// open are the uncertain mentions that are not reviewed, in reading order.
function open(bench: Bench): Step[] {
  const { hide, below } = state();
  const out: Step[] = [];
  for (const a of bench.corpus.articles) {
    for (let mention = 0; mention < a.mentions; mention++) {
      if (a.score(mention) >= below * 1000 || hide.includes(bench.corpus.label(a, mention))) continue;
      if (!bench.verdict(a, a.start(mention), a.end(mention))) out.push({ article: a.number, mention });
    }
  }
  return out;
}
