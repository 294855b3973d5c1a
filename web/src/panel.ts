// The panel: one mention, and all that the run says of its entity.

import { h, name, type Child } from "./dom.ts";
import { between, facts, traces } from "./facts.ts";
import { List } from "./list.ts";
import { around } from "./marks.ts";
import { link, toArticles, type Patch } from "./nav.ts";
import { roleText, rolesIn, rolesOf, type Role } from "./roles.ts";
import type { Article, Corpus, Entity, Mention } from "./corpus.ts";
import type { State } from "./state.ts";
import { capital, count, country, kinds, labelOrder, number } from "./words.ts";

const mostCompanions = 12;
const mostRoles = 12;

// panel renders what the state points at, or who is in the article that is read; null where there is neither.
export function panel(c: Corpus, s: State): HTMLElement | null {
  const article = s.view === "article" ? c.article(s.article) : undefined;
  const mention = article && s.at >= 0 ? c.mentionAt(article, s.at) : undefined;
  const entity = c.entity(s.entity);
  if (!mention && !entity) return article ? articleCard(c, article) : null;
  const close = link({ entity: "", at: -1 }, { class: "close", "aria-label": "Close the details" }, "×");
  const own = mention && mention.entity === entity; // the panel's entity is what the mention names
  return h(
    "div",
    { class: "panel-body" },
    close,
    mention && !own && mentionCard(c, mention),
    entity && entityCard(c, entity, own ? mention : undefined),
  );
}

function mentionCard(c: Corpus, m: Mention): HTMLElement {
  return h(
    "section",
    { class: "card" },
    h("h2", { tabindex: "-1" }, name(m.article.surface(m.number)), tag(m.label)),
    facts(c, m, true),
  );
}

// articleCard lists the entities of an article by label, the most named first.
export function articleCard(c: Corpus, a: Article): HTMLElement {
  const lists = labelOrder.flatMap((label) => {
    const all = a.entities.map((e, i) => ({ e: c.entities[e]!, n: a.counts[i]! })).filter(({ e }) => e.label === label);
    if (!all.length) return [];
    all.sort((p, q) => q.n - p.n);
    return [
      h("h3", {}, capital(kinds[label].many)),
      h(
        "ul",
        { class: "plain" },
        ...all.map(({ e, n }) =>
          h(
            "li",
            {},
            link({ entity: e.key }, { class: "name" }, name(e.name)),
            n > 1 && h("span", { class: "soft" }, ` ×${n}`),
            heldIn(c, a, e),
          ),
        ),
      ),
    ];
  });
  return h(
    "div",
    { class: "panel-body idle" },
    h("section", { class: "card" }, h("h2", { tabindex: "-1" }, "In this article"), ...lists),
  );
}

// heldIn is what an entity holds in an article.
function heldIn(c: Corpus, a: Article, e: Entity): Child {
  const roles = rolesIn(c, e, a);
  return (
    roles.length > 0 &&
    h(
      "span",
      { class: "soft held" },
      ...between(
        roles.map((r) => name(roleText(r))),
        " · ",
      ),
    )
  );
}

export function tag(label: Mention["label"]): HTMLElement {
  return h("span", { class: `tag ${label.toLowerCase()}` }, capital(kinds[label].one));
}

// entityCard shows an entity, with what is known of one mention of it.
export function entityCard(c: Corpus, e: Entity, m?: Mention): HTMLElement {
  return h("section", { class: "card" }, h("h2", { tabindex: "-1" }, name(e.name), tag(e.label)), ...about(c, e, m));
}

// about is all that the run says of an entity.
export function about(c: Corpus, e: Entity, m?: Mention): Child[] {
  const articles = count(e.articles, "article");
  return [
    h(
      "p",
      { class: "soft" },
      `${count(e.at.length / 2, "mention")} in `,
      link(toArticles({ with: [e.key] }), {}, articles),
      country(e) && ` · ${country(e)}`,
    ),
    m && traces(m),
    aliases(c, e),
    ...roleList(c, e),
    ...companions(c, e),
    h("h3", {}, "Every mention"),
    mentions(c, e),
  ];
}

// aliases are the other spellings with their counts.
function aliases(c: Corpus, e: Entity): Child {
  const counts = new Map<string, number>();
  eachMention(e, (article, m) => {
    const text = c.articles[article]!.surface(m);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  });
  counts.delete(e.name);
  if (!counts.size) return null;
  const sorted = [...counts].sort((a, b) => b[1] - a[1]);
  return h(
    "p",
    {},
    h("span", { class: "soft" }, "Also "),
    ...between(
      sorted.map(([text, n]) => h("span", {}, name(text), n > 1 && h("span", { class: "soft" }, ` ×${n}`))),
      ", ",
    ),
  );
}

function eachMention(e: Entity, f: (article: number, mention: number) => void): void {
  for (let i = 0; i < e.at.length; i += 2) f(e.at[i]!, e.at[i + 1]!);
}

function roleList(c: Corpus, e: Entity): Child[] {
  const roles = rolesOf(c, e);
  if (!roles.length) return [];
  const shown = roles.slice(0, mostRoles);
  return [
    h("h3", {}, e.label === "PERSON" ? "Roles" : "Who holds what"),
    h("ul", { class: "plain" }, ...shown.map((r) => roleItem(c, e, r))),
    roles.length > shown.length && h("p", { class: "soft" }, `and ${number(roles.length - shown.length)} more`),
  ];
}

function roleItem(c: Corpus, e: Entity, r: Role): HTMLElement {
  const others = r.holders.filter((h) => h !== e);
  return h(
    "li",
    {},
    saying(c, r, roleText(r)),
    e.label !== "PERSON" &&
      others.length > 0 &&
      h(
        "span",
        {},
        ": ",
        ...between(
          others.map((o) => link({ entity: o.key }, {}, name(o.name))),
          ", ",
        ),
      ),
    r.at.length > 1 && h("span", { class: "soft" }, ` ×${r.at.length}`),
  );
}

// saying is a role as a link to where it is said first.
export function saying(c: Corpus, r: Role, text: string, className?: string): HTMLElement {
  const { article, position } = c.held(r.at[0]!);
  const entity = r.holders[0]?.key ?? "";
  const patch: Patch = { view: "article", article: article.key, at: article.start(position.span), entity };
  return link(patch, { class: className }, name(text));
}

// companions are the entities of most articles in common.
function companions(c: Corpus, e: Entity): Child[] {
  const shared = new Map<number, number>();
  let last = -1;
  eachMention(e, (article) => {
    if (article === last) return;
    last = article;
    for (const other of c.articles[article]!.entities) shared.set(other, (shared.get(other) ?? 0) + 1);
  });
  shared.delete(e.number);
  const most = [...shared]
    .sort((a, b) => b[1] - a[1] || c.entities[b[0]]!.articles - c.entities[a[0]]!.articles || a[0] - b[0])
    .slice(0, mostCompanions);
  if (!most.length) return [];
  return [
    h("h3", {}, "Appears with"),
    h(
      "ul",
      { class: "inline" },
      ...most.map(([other, n]) => {
        const o = c.entities[other]!;
        return h(
          "li",
          {},
          link({ entity: o.key }, { class: "name" }, name(o.name)),
          n > 1 &&
            link(
              toArticles({ with: [e.key, o.key] }),
              { class: "soft", "aria-label": `${n} articles with both` },
              ` ${n}`,
            ),
        );
      }),
    ),
  ];
}

// mentions lists where an entity stands, each with its context.
function mentions(c: Corpus, e: Entity): HTMLElement {
  return new List(`Mentions of ${e.name}`, e.at.length / 2, 5.1, (i) => {
    const m = c.mention(c.articles[e.at[2 * i]!]!, e.at[2 * i + 1]!);
    return h(
      "div",
      { class: "context" },
      h(
        "p",
        { class: "id" },
        name(m.article.id),
        m.article.data.date && !m.article.id.includes(m.article.data.date) && ` · ${m.article.data.date}`,
      ),
      h("p", { class: "line" }, ...around(c, m, 44, 72)),
    );
  }).element;
}
