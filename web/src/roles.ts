// Positions gathered: what a person holds, and who holds what in a place or organization.

import { fold, type Article, type Corpus, type Entity, type Held } from "./corpus.ts";
import { position, roleText } from "./facts.ts";

// A Role is one role of one body and status, or one holder of it, with everywhere that it is said.
export interface Role {
  text: string; // in the spelling that is said most
  holders: Entity[]; // of an office
  at: Held[];
}

const cache = new WeakMap<Entity, Role[]>();

// rolesOf gathers the positions that an entity holds, or of a place or organization those held in it; what is said most
// comes first.
export function rolesOf(c: Corpus, e: Entity): Role[] {
  let roles = cache.get(e);
  if (!roles) cache.set(e, (roles = e.label === "PERSON" ? gather(c, e.holds) : gather(c, e.offices)));
  return roles;
}

// rolesIn are the roles that an entity holds in one article, each once.
export function rolesIn(c: Corpus, e: Entity, article: Article): string[] {
  return gather(c, e.holds.filter((h) => h.article === article.number)).map((r) => r.text);
}

function gather(c: Corpus, all: Held[]): Role[] {
  const groups = new Map<string, { spellings: Map<string, number>; role: Role }>();
  for (const held of all) {
    const p = position(c, held);
    const text = roleText(c, held);
    const key = `${fold(text)}\n${p.holders ?? ""}`;
    let group = groups.get(key);
    if (!group) {
      const holders = (p.holders ?? []).map((h) => c.entities[h]!);
      groups.set(key, (group = { spellings: new Map(), role: { text, holders, at: [] } }));
    }
    group.role.at.push(held);
    group.spellings.set(text, (group.spellings.get(text) ?? 0) + 1);
  }
  const out = [...groups.values()].map(({ spellings, role }) => {
    role.text = [...spellings].reduce((a, b) => (b[1] > a[1] ? b : a))[0];
    return role;
  });
  return absorb(out).sort((a, b) => b.at.length - a.at.length);
}

// absorb joins a role without a body to the same role with one.
function absorb(roles: Role[]): Role[] {
  return roles.filter((bare) => {
    const full = roles.find((r) => fold(r.text).startsWith(fold(bare.text) + ", ") && String(r.holders) === String(bare.holders));
    full?.at.push(...bare.at);
    return !full;
  });
}
