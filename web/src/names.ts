// Lists of people, organizations, places and groups.

import { h, name, type Child } from "./dom.ts";
import { between } from "./facts.ts";
import { List } from "./list.ts";
import { go, link } from "./nav.ts";
import type { Page, Show } from "./page.ts";
import { roleText, rolesOf } from "./roles.ts";
import { orders, type Order } from "./state.ts";
import type { Corpus, Entity, Label } from "./corpus.ts";
import { capital, count, country, kinds, number } from "./words.ts";

// names is the view of all entities of a label that pass.
export function names(label: Label): Show {
  return (page) => {
    const entities = page.selection.entities.filter((e) => e.label === label);
    sort(page, entities);
    const most = entities.reduce((n, e) => Math.max(n, page.selection.mentions[e.number]!), 1);
    const list = new List(capital(kinds[label].many), entities.length, 3.8, (i) => nameRow(page, entities[i]!, most));
    return h(
      "div",
      { class: "view" },
      h(
        "header",
        { class: "view-head" },
        h("h2", { tabindex: "-1" }, count(entities.length, kinds[label].one, kinds[label].many)),
        order(page.state.order),
      ),
      list.element,
      entities.length === 0 && h("p", { class: "none" }, `No ${kinds[label].many} pass the filters.`),
    );
  };
}

function sort({ selection, state }: Page, entities: Entity[]): void {
  if (state.order === "name") entities.sort((a, b) => a.name.localeCompare(b.name, "en"));
  if (state.order === "articles")
    entities.sort((a, b) => selection.inArticles[b.number]! - selection.inArticles[a.number]!);
}

function order(current: Order): HTMLElement {
  const select = h(
    "select",
    { id: "order" },
    ...orders.map((o) => h("option", { value: o, selected: o === current }, o === "name" ? o : `most ${o}`)),
  );
  select.addEventListener("change", () => go({ order: select.value as Order }, true));
  return h("label", { class: "order" }, "Order by ", select);
}

// nameRow is an entity with its first roles or its country, and how often it stands.
export function nameRow(page: Page, e: Entity, most: number): HTMLElement {
  const articles = page.selection.inArticles[e.number]!;
  const mentions = page.selection.mentions[e.number]!;
  const bar = h("span", { class: "bar" });
  bar.style.setProperty("--share", String(mentions / most));
  return h(
    "div",
    { class: `name-row ${e.label.toLowerCase()}` },
    link({ entity: e.key, at: -1 }, { class: "name" }, name(e.name)),
    h("p", { class: "what" }, ...what(page.corpus, e)),
    h(
      "p",
      { class: "often" },
      bar,
      h("b", {}, number(mentions)),
      h("span", { class: "soft" }, articles === 1 ? " in 1 article" : ` in ${number(articles)} articles`),
    ),
  );
}

// what says what a person holds; where a place or organization is, and who holds what in it.
function what(c: Corpus, e: Entity): Child[] {
  const roles = rolesOf(c, e).slice(0, 2);
  if (e.label === "PERSON")
    return between(
      roles.map((r) => name(roleText(r))),
      " · ",
    );
  const held = roles.flatMap((r) =>
    r.holders.slice(0, 1).map((holder) => {
      return h("span", {}, name(r.title), " ", name(holder.name));
    }),
  );
  return between(
    [country(e), ...held].filter((x) => x !== ""),
    " · ",
  );
}
