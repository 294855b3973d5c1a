// What is known of one mention, shown beside it and in the panel.

import { name, h, type Child } from "./dom.ts";
import type { Corpus, Entity, Mention } from "./corpus.ts";
import { link } from "./nav.ts";
import { roleText, rolesIn } from "./roles.ts";
import { capital, country, countryName, kinds, sourceName } from "./words.ts";

// uncertain is the score under which a mention is marked as such.
export const uncertain = 0.6;

// facts lists what is known of a mention. Without links it can stand in a tooltip.
export function facts(c: Corpus, m: Mention, links: boolean): HTMLElement {
  const list = h("dl", { class: "facts" });
  const add = (term: string, ...values: Child[]) => list.append(h("dt", {}, term), h("dd", {}, ...values));
  const entity = (e: Entity) => (links ? link({ entity: e.key }, {}, name(e.name)) : name(e.name));
  if (m.label === "ROLE") addRole(c, m, add, entity);
  if (m.entity) {
    if (m.entity.name !== m.article.surface(m.number)) add(capital(kinds[m.label].one), entity(m.entity));
    addHeld(c, m, m.entity, add);
    const where = country(m.entity);
    if (where) add("Country", where);
  }
  list.append(...traces(m).childNodes);
  return list;
}

// traces says where a mention comes from.
export function traces(m: Mention): HTMLElement {
  return h(
    "dl",
    { class: "facts" },
    h("dt", {}, "Score"),
    h("dd", {}, meter(m.score)),
    h("dt", {}, "Found by"),
    h("dd", {}, sourceName(m.source)),
  );
}

type Add = (term: string, ...values: Child[]) => void;

function addRole(c: Corpus, m: Mention, add: Add, entity: (e: Entity) => Child): void {
  const p = m.article.data.positions.find((p) => p.span === m.number);
  const holders = (p?.holders ?? []).map((h) => c.entities[h]!);
  add("Held by", ...(holders.length ? between(holders.map(entity), ", ") : ["not said"]));
  if (!p) return;
  if (p.of) {
    const body = c.body(p.of);
    add("Of", body ? entity(body) : name(p.of.name), p.of.text !== p.of.name && name(` (“${p.of.text}”)`, "soft"));
    if (p.of.country && countryName(p.of.country) !== p.of.name) add("Country", countryName(p.of.country));
  }
  add("Status", p.status);
}

// addHeld says what a mention's entity holds in the same article.
function addHeld(c: Corpus, m: Mention, e: Entity, add: Add): void {
  rolesIn(c, e, m.article).forEach((r, i) => add(i ? "" : "Role", name(roleText(r))));
}

export function between(nodes: Child[], separator: string): Child[] {
  return nodes.flatMap((n, i) => (i ? [separator, n] : [n]));
}

// meter shows a score as a number and a bar.
export function meter(score: number): HTMLElement {
  const bar = h("span", { class: "bar" });
  bar.style.setProperty("--share", String(score));
  return h("span", { class: score < uncertain ? "meter low" : "meter" }, score.toFixed(3).replace(/\.?0+$/, ""), bar);
}
