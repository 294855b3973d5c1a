// The list of articles.

import { h, name } from "./dom.ts";
import { List } from "./list.ts";
import { link } from "./nav.ts";
import type { Show } from "./page.ts";
import type { Article, Corpus } from "./corpus.ts";
import { count } from "./words.ts";

const mostNamed = 4;

export const articles: Show = ({ corpus, selection }) => {
  const shown = selection.articles;
  return h(
    "div",
    { class: "view" },
    h("header", { class: "view-head" }, h("h2", { tabindex: "-1" }, count(shown.length, "article"))),
    new List("Articles", shown.length, 4.6, (i) => row(corpus, shown[i]!)).element,
    shown.length === 0 && h("p", { class: "none" }, "No articles pass the filters."),
  );
};

function row(c: Corpus, a: Article): HTMLElement {
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
    h("p", { class: "what" }, ...mostNamedOf(c, a)),
  );
}

function mostNamedOf(c: Corpus, a: Article): (Node | string)[] {
  const people = a.entities
    .map((e, i) => ({ e: c.entities[e]!, n: a.counts[i]! }))
    .filter(({ e }) => e.label === "PERSON");
  people.sort((p, q) => q.n - p.n);
  return people.slice(0, mostNamed).flatMap(({ e }, i) => [i ? ", " : "", name(e.name)]);
}
