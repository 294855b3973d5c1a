// One article to read.

import { h, name } from "./dom.ts";
import { highlight, paragraphs } from "./marks.ts";
import { link } from "./nav.ts";
import type { Show } from "./page.ts";
import { count, number } from "./words.ts";

export const article: Show = ({ corpus, selection, state }) => {
  const a = corpus.article(state.article);
  if (!a) {
    return h(
      "div",
      { class: "view" },
      h("h2", { tabindex: "-1" }, "No such article"),
      h("p", {}, link({ view: "articles", article: "", at: -1 }, {}, "All articles")),
    );
  }
  const text = h("article", { class: "text" }, ...paragraphs(corpus, a, state.hide));
  highlight(text, state.words);
  const here = selection.articles.indexOf(a);
  const step = (to: number, words: string) => {
    const other = selection.articles[to];
    return other && link({ view: "article", article: other.key, at: -1, entity: "" }, { title: other.id }, words);
  };
  return h(
    "div",
    { class: "view reading" },
    h(
      "header",
      { class: "view-head" },
      h("h2", { tabindex: "-1", class: "id" }, name(a.id)),
      h("p", { class: "soft" }, a.data.date && `${a.data.date} · `, count(a.mentions, "mention")),
    ),
    text,
    h(
      "nav",
      { class: "steps", "aria-label": "Articles before and after" },
      step(here - 1, "← Previous") ?? h("span"),
      here >= 0 && h("span", { class: "soft" }, `${number(here + 1)} of ${number(selection.articles.length)}`),
      (here >= 0 && step(here + 1, "Next →")) || h("span"),
    ),
  );
};
