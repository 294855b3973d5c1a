// The list of articles.

import { h, name } from "./dom.ts";
import { List } from "./list.ts";
import { context } from "./marks.ts";
import { link } from "./nav.ts";
import type { Show } from "./page.ts";
import type { Article, Corpus } from "./corpus.ts";
import { count } from "./words.ts";

const mostNamed = 4;
const reach = 60; // of the context of what was found, in code units

export const articles: Show = ({ corpus, selection, state }) => {
  const shown = selection.articles;
  return h(
    "div",
    { class: "view" },
    h("header", { class: "view-head" }, h("h2", { tabindex: "-1" }, count(shown.length, "article"))),
    new List("Articles", shown.length, 5.2, (i) => row(corpus, shown[i]!, state.words)).element,
    shown.length === 0 && h("p", { class: "none" }, "No articles pass the filters."),
  );
};

// row is an article with its title and where the words searched for stand first, or else who is named most.
function row(c: Corpus, a: Article, words: string): HTMLElement {
  return h(
    "div",
    { class: "article-row" },
    link({ view: "article", article: a.key, at: -1 }, { class: "name" }, name(a.title || a.id)),
    h(
      "p",
      { class: "soft id" },
      name(a.id),
      a.data.date && !a.id.includes(a.data.date) && ` · ${a.data.date}`,
      ` · ${count(a.mentions, "mention")}`,
    ),
    h("p", { class: "what" }, ...(found(a, words) ?? mostNamedOf(c, a))),
  );
}

// found is the first place of words in an article, with its context; null where there are none.
function found(a: Article, words: string): (Node | string)[] | null {
  const wanted = words.trim().toLowerCase();
  const lower = a.text.toLowerCase();
  const at = lower.length === a.text.length ? lower.indexOf(wanted) : -1;
  if (!wanted || at < 0) return null;
  const { before, behind } = context(a.text, at, at + wanted.length, reach, 2 * reach);
  return [name(before), h("mark", {}, a.text.slice(at, at + wanted.length)), name(behind)];
}

function mostNamedOf(c: Corpus, a: Article): (Node | string)[] {
  const people = a.entities
    .map((e, i) => ({ e: c.entities[e]!, n: a.counts[i]! }))
    .filter(({ e }) => e.label === "PERSON");
  people.sort((p, q) => q.n - p.n);
  return people.slice(0, mostNamed).flatMap(({ e }, i) => [i ? ", " : "", name(e.name)]);
}
