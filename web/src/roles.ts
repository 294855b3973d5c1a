// Positions gathered: what a person holds, and who holds what in a place or organization.

import { fold, type Article, type Corpus, type Entity, type Held } from "./corpus.ts";
import { title } from "./words.ts";

// A Role is one role of one body and status, of the same holders, with everywhere that it is said.
export interface Role {
  title: string; // with its status, in the spelling that is said most
  of: string; // the body, "" for none
  holders: Entity[];
  at: Held[];
}

const cache = new WeakMap<Entity, Role[]>();

// rolesOf gathers the positions that an entity holds, or of a place or organization those held in it; what is said most
// comes first.
export function rolesOf(c: Corpus, e: Entity): Role[] {
  let roles = cache.get(e);
  if (!roles) cache.set(e, (roles = gather(c, e.label === "PERSON" ? e.holds : e.offices)));
  return roles;
}

// rolesIn gathers what an entity holds in one article.
export function rolesIn(c: Corpus, e: Entity, article: Article): Role[] {
  return gather(
    c,
    e.holds.filter((h) => h.article === article.number),
  );
}

// roleText is a role on one line: "former prime minister, France".
export function roleText(r: Role): string {
  return r.of ? `${r.title}, ${r.of}` : r.title;
}

// gather puts positions that say the same together; what is said most comes first.
export function gather(c: Corpus, all: Held[]): Role[] {
  const byHolders = new Map<string, Held[]>();
  for (const held of all) {
    const holders = String(c.held(held).position.holders ?? "");
    if (!byHolders.has(holders)) byHolders.set(holders, []);
    byHolders.get(holders)!.push(held);
  }
  const roles = [...byHolders].flatMap(([holders, same]) => (holders ? absorb(group(c, same)) : group(c, same)));
  return roles.sort((a, b) => b.at.length - a.at.length);
}

// group puts positions of the same holders together by title and body.
function group(c: Corpus, all: Held[]): Role[] {
  const groups = new Map<string, { spellings: Map<string, number>; role: Role }>();
  for (const held of all) {
    const { article, position } = c.held(held);
    const said = title(article.surface(position.span), position.status);
    const of = position.of ? (c.entities[position.of.entity]?.name ?? position.of.name) : "";
    const key = `${fold(said)}\n${fold(of)}`;
    let found = groups.get(key);
    if (!found) {
      const holders = (position.holders ?? []).map((h) => c.entities[h]!);
      groups.set(key, (found = { spellings: new Map(), role: { title: said, of, holders, at: [] } }));
    }
    found.role.at.push(held);
    found.spellings.set(said, (found.spellings.get(said) ?? 0) + 1);
  }
  return [...groups.values()].map(({ spellings, role }) => {
    role.title = [...spellings].reduce((a, b) => (b[1] > a[1] ? b : a))[0];
    return role;
  });
}

// absorb joins a role without a body to a fuller one of the same holders: "minister" to "Transport Minister, Malta".
function absorb(roles: Role[]): Role[] {
  return roles.filter((bare) => {
    if (bare.of) return true;
    const fuller = roles.filter((r) => r !== bare && ` ${fold(r.title)}`.endsWith(` ${fold(bare.title)}`));
    const full = fuller.find((r) => r.of) ?? fuller.find((r) => r.title.length > bare.title.length);
    full?.at.push(...bare.at);
    return !full;
  });
}
