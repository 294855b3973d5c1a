// The list of roles: who holds what, and of what.

import { h, name, type Child } from "./dom.ts";
import { between } from "./facts.ts";
import { List } from "./list.ts";
import { link } from "./nav.ts";
import type { Page, Show } from "./page.ts";
import { saying } from "./panel.ts";
import { gather, type Role } from "./roles.ts";
import type { Corpus } from "./corpus.ts";
import { count, number } from "./words.ts";

export const positions: Show = (page) => {
  const roles = gather(page.corpus, page.selection.positions);
  const most = Math.max(1, roles[0]?.at.length ?? 0);
  return h(
    "div",
    { class: "view" },
    h("header", { class: "view-head" }, h("h2", { tabindex: "-1" }, count(roles.length, "role"))),
    new List("Roles", roles.length, 3.8, (i) => row(page, roles[i]!, most)).element,
    roles.length === 0 && h("p", { class: "none" }, "No roles pass the filters."),
  );
};

function row({ corpus }: Page, r: Role, most: number): HTMLElement {
  const bar = h("span", { class: "bar" });
  bar.style.setProperty("--share", String(r.at.length / most));
  return h(
    "div",
    { class: "name-row role" },
    saying(corpus, r, r.title, "name"),
    h("p", { class: "what" }, ...holders(r), ...body(corpus, r)),
    h("p", { class: "often" }, bar, h("b", {}, number(r.at.length))),
  );
}

function holders(r: Role): Child[] {
  const links = r.holders.map((e) => link({ entity: e.key, at: -1 }, {}, name(e.name)));
  return links.length ? between(links, ", ") : ["not said whose"];
}

function body(c: Corpus, r: Role): Child[] {
  if (!r.of) return [];
  const entity = c.body(c.held(r.at[0]!).position.of);
  return [" · ", entity ? link({ entity: entity.key, at: -1 }, {}, name(r.of)) : name(r.of)];
}
