// Mentions with low scores, the lowest first.

import { h, name } from "./dom.ts";
import { meter } from "./facts.ts";
import { List } from "./list.ts";
import { around } from "./marks.ts";
import { go } from "./nav.ts";
import type { Page, Show } from "./page.ts";
import { tag } from "./panel.ts";
import type { Article } from "./corpus.ts";
import { count } from "./words.ts";

const bounds = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

interface Weak {
  article: Article;
  mention: number;
}

// weak lists the mentions that pass the filters with a score below a bound, the lowest first.
export function weak({ corpus, selection, state }: Page, below: number): Weak[] {
  const passing = new Uint8Array(corpus.entities.length);
  for (const e of selection.entities) passing[e.number] = 1;
  const out: Weak[] = [];
  for (const article of selection.articles) {
    for (let mention = 0; mention < article.mentions; mention++) {
      if (article.score(mention) >= below * 1000) continue;
      const e = corpus.entityOf(article, mention);
      if (e ? passing[e.number] : !state.name && !state.country && !state.hide.includes(corpus.label(article, mention)))
        out.push({ article, mention });
    }
  }
  return out.sort((a, b) => a.article.score(a.mention) - b.article.score(b.mention));
}

export const review: Show = (page) => {
  const { corpus, state } = page;
  const all = weak(page, state.below);
  const bound = h(
    "select",
    { id: "below" },
    ...bounds.map((b) => h("option", { value: b, selected: b === state.below }, b.toFixed(1))),
  );
  bound.addEventListener("change", () => go({ below: Number(bound.value) }, true));
  return h(
    "div",
    { class: "view" },
    h(
      "header",
      { class: "view-head" },
      h("h2", { tabindex: "-1" }, `${count(all.length, "uncertain mention")}`),
      h("label", { class: "order" }, "Scores below ", bound),
    ),
    new List("Mentions to look at again", all.length, 3.4, (i) => {
      const m = corpus.mention(all[i]!.article, all[i]!.mention);
      return h(
        "div",
        { class: "weak-row" },
        meter(m.score),
        tag(m.label),
        h("p", { class: "line" }, ...around(corpus, m, innerWidth < 640 ? 16 : 48, 120)),
        h("p", { class: "soft id" }, name(m.article.id)),
      );
    }).element,
    all.length === 0 && h("p", { class: "none" }, "No mention scores lower."),
  );
};
