// The first screen: who is in the articles, what they hold, and where.

import { h, type Child } from "./dom.ts";
import { between, uncertain } from "./facts.ts";
import { link } from "./nav.ts";
import { nameRow } from "./names.ts";
import type { Page, Show } from "./page.ts";
import { weak } from "./review.ts";
import { timeline } from "./timeline.ts";
import { together } from "./together.ts";
import type { Label } from "./corpus.ts";
import { capital, count, kinds, labelOrder, number } from "./words.ts";

const mostShown = 12; // names of a label

export const overview: Show = (page) => {
  return h(
    "div",
    { class: "view overview" },
    lede(page),
    h("div", { class: "columns" }, ...named(page).map((l) => column(page, l))),
    h("div", { class: "pictures" }, together(page.corpus), timeline(page)),
  );
};

// named are the labels of entities that are looked at.
function named({ corpus, state }: Page): Label[] {
  return labelOrder.filter((l) => l !== "ROLE" && corpus.labels.includes(l) && !state.hide.includes(l));
}

// lede says in one sentence what there is.
function lede(page: Page): HTMLElement {
  const { articles, entities } = page.selection;
  const parts = named(page).map((l) => {
    const n = entities.filter((e) => e.label === l).length;
    return link({ view: kinds[l].view }, {}, count(n, kinds[l].one, kinds[l].many));
  });
  const last = parts.pop();
  const list: Child[] = parts.length ? [...between(parts, ", "), " and ", last] : [last];
  const verb = articles.length === 1 ? " names " : " name ";
  const countries = new Set(entities.map((e) => e.country).filter(Boolean)).size;
  const doubtful = weak(page, uncertain).length;
  return h(
    "header",
    { class: "lede" },
    h(
      "h2",
      { tabindex: "-1" },
      link({ view: "articles" }, {}, count(articles.length, "article")),
      ...(last ? [verb, ...list] : []),
      countries > 1 && `, in ${number(countries)} countries`,
      ".",
    ),
    doubtful > 0 &&
      h(
        "p",
        { class: "soft" },
        link({ view: "review", below: uncertain }, {}, count(doubtful, "mention")),
        ` ${doubtful === 1 ? "is" : "are"} uncertain and worth a second look.`,
      ),
  );
}

function column(page: Page, label: Label): HTMLElement {
  const all = page.selection.entities.filter((e) => e.label === label);
  const shown = all.slice(0, mostShown);
  const most = Math.max(1, ...shown.map((e) => page.selection.mentions[e.number]!));
  const view = kinds[label].view;
  return h(
    "section",
    { class: "column" },
    h("h3", {}, capital(kinds[label].many)),
    h("ol", { class: "plain" }, ...shown.map((e) => h("li", {}, nameRow(page, e, most)))),
    all.length > shown.length &&
      h("p", { class: "more" }, link({ view }, {}, `All ${number(all.length)} ${kinds[label].many}`)),
    all.length === 0 && h("p", { class: "none" }, "None"),
  );
}
