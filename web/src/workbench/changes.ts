// What changes, or would, over all articles: counts, and places that can be gone to.

import type { Corpus, Label } from "../corpus.ts";
import { h, name, type Child } from "../dom.ts";
import { context } from "../marks.ts";
import { link } from "../nav.ts";
import { capital, kinds, number } from "../words.ts";
import { changeOrder, changeTitles, tally } from "./phrases.ts";
import type { Change, Changes } from "./wire.ts";

// changeList says what changes and lists the first places of each kind, the losses first.
export function changeList(c: Corpus, changes: Changes, most: number): HTMLElement {
  const all = changes.list ?? [];
  const groups = changeOrder.map((k) => all.filter((x) => x.kind === k)).filter((g) => g.length);
  return h(
    "div",
    { class: "changes" },
    h("p", { class: "tally" }, tally(changes)),
    ...groups.flatMap((g) => group(c, g, most, g.length < all.length || groups.length > 1)),
    changes.more > 0 && h("p", { class: "soft" }, `and ${number(changes.more)} more, which are not listed`),
  );
}

function group(c: Corpus, all: Change[], most: number, titled: boolean): Child[] {
  const rest = all.slice(most).map((x) => item(c, x));
  return [
    titled &&
      h("h3", { class: "kind" }, changeTitles[all[0]!.kind], h("span", { class: "soft" }, ` ${number(all.length)}`)),
    h("ul", { class: "plain" }, ...all.slice(0, most).map((x) => item(c, x))),
    rest.length > 0 &&
      h(
        "details",
        { class: "rest" },
        h("summary", {}, `${number(rest.length)} more`),
        h("ul", { class: "plain" }, ...rest),
      ),
  ];
}

// item is a change as a link to its place, with how it was and how it is.
function item(c: Corpus, x: Change): HTMLElement {
  const article = c.articles[x.article]!;
  const span = (x.new ?? x.old)!;
  const lost = x.kind === "removed";
  const { before, behind } = context(article.text, span.start, span.end, 40, 60);
  const patch = {
    view: "article",
    article: article.key,
    at: span.start,
    end: lost ? span.end : -1,
    entity: "",
  } as const;
  return h(
    "li",
    { class: `change ${x.kind}` },
    link(
      patch,
      { class: "goto" },
      h("bdi", {}, before),
      h(lost ? "del" : "b", { class: `mark ${span.label.toLowerCase()}`, dir: "auto" }, span.text.replace(/\s+/g, " ")),
      h("bdi", {}, behind),
    ),
    h("span", { class: "how" }, h("span", {}, ...how(x)), h("span", { class: "id" }, name(article.id))),
  );
}

// how says what was before and what is now.
function how(x: Change): Child[] {
  switch (x.kind) {
    case "removed":
      return ["no longer ", tag(x.old!.label)];
    case "added":
      return ["new ", tag(x.new!.label)];
    case "relabelled":
      return [tag(x.old!.label), " → ", tag(x.new!.label)];
    case "re-bounded":
      return [
        name(`“${x.old!.text}”`),
        " → ",
        name(`“${x.new!.text}”`),
        ...(x.old!.label === x.new!.label ? [] : [" ", tag(x.old!.label), " → ", tag(x.new!.label)]),
      ];
  }
  return [name(x.from || "none"), " → ", name(x.to || "none")];
}

function tag(label: Label): HTMLElement {
  return h("span", { class: `tag ${label.toLowerCase()}` }, capital(kinds[label]?.one ?? label.toLowerCase()));
}
