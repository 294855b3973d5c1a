// What the page shows, as its address says it: every state is a link that can be sent on.

import type { Filter } from "./filter.ts";
import type { Label } from "./corpus.ts";

export const viewNames = [
  "overview",
  "people",
  "roles",
  "organizations",
  "places",
  "groups",
  "articles",
  "review",
  "article",
  "rules",
] as const;
export type View = (typeof viewNames)[number];

// orders of lists of names, the usual one first.
export const orders = ["mentions", "articles", "name"] as const;
export type Order = (typeof orders)[number];

export interface State extends Filter {
  view: View;
  article: string; // key of the article read, "" for none
  at: number; // where a mention of it, or a stretch without one, starts, -1 for none
  end: number; // where the stretch ends, -1 for a mention
  entity: string; // key of the one in the panel, "" for none
  below: number; // review: scores under this
  file: string; // key of the file that is edited, "" for the first
  order: Order;
}

export const start: State = {
  view: "overview",
  article: "",
  at: -1,
  end: -1,
  entity: "",
  name: "",
  role: "",
  words: "",
  country: "",
  date: "",
  with: [],
  hide: [],
  below: 0.6,
  file: "",
  order: "mentions",
};

export const noFilter: Filter = { name: "", role: "", words: "", country: "", date: "", with: [], hide: [] };

// encode returns the fragment of a state, with what differs from the start alone.
export function encode(s: State): string {
  const p = new URLSearchParams();
  for (const [key, value] of Object.entries(s)) {
    if (key === "view") continue;
    if (Array.isArray(value)) for (const v of value) p.append(key, v);
    else if (value !== start[key as keyof State]) p.set(key, String(value));
  }
  const query = p.toString();
  return `#${s.view}${query && "?" + query}`;
}

// decode reads a fragment; what it does not understand is as at the start.
export function decode(fragment: string): State {
  const [view = "", query = ""] = fragment.replace(/^#/, "").split(/\?(.*)/s);
  const p = new URLSearchParams(query);
  const s: State = { ...start, with: p.getAll("with"), hide: p.getAll("hide") as Label[] };
  if ((viewNames as readonly string[]).includes(view)) s.view = view as View;
  for (const key of ["article", "entity", "name", "role", "words", "country", "date", "file"] as const)
    s[key] = p.get(key) ?? "";
  for (const key of ["at", "end"] as const) {
    const offset = Number(p.get(key) ?? -1);
    if (Number.isInteger(offset)) s[key] = offset;
  }
  const below = Number(p.get("below"));
  if (below > 0 && below <= 1) s.below = below;
  s.order = orders.find((o) => o === p.get("order")) ?? start.order;
  return s;
}

// sameFilter says whether two states look at the same part of the run.
export function sameFilter(a: State, b: State): boolean {
  return (Object.keys(noFilter) as (keyof Filter)[]).every((k) => String(a[k]) === String(b[k]));
}
