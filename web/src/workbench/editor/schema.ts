// What a JSON Schema lets stand at a place.

import type { Schema } from "../wire.ts";

// schemasAt are the schemas of what stands under a path, all alternatives of each.
export function schemasAt(root: Schema, path: string[]): Schema[] {
  let here = flat(root, root);
  for (const step of path) {
    here = here.flatMap((s) => under(s, step)).flatMap((s) => flat(root, s));
  }
  return here;
}

function under(s: Schema, step: string): Schema[] {
  if (step === "[]") return s.items ? [s.items] : [];
  const property = s.properties?.[step];
  if (property) return [property];
  return typeof s.additionalProperties === "object" ? [s.additionalProperties] : [];
}

// flat is a schema with what it refers to and its alternatives.
function flat(root: Schema, s: Schema, depth = 0): Schema[] {
  if (depth > 16) return [];
  const out = [s];
  if (s.$ref) {
    const target = root.$defs?.[s.$ref.replace("#/$defs/", "")];
    if (target) out.push(...flat(root, target, depth + 1));
  }
  for (const other of [...(s.anyOf ?? []), ...(s.oneOf ?? []), ...(s.allOf ?? [])]) {
    out.push(...flat(root, other, depth + 1));
  }
  return out;
}

// Offer is a word that can stand at a place, and what it is for.
export interface Offer {
  word: string;
  about: string;
}

// keysOf are the keys that schemas let a mapping have.
export function keysOf(root: Schema, all: Schema[]): Offer[] {
  const out = new Map<string, string>();
  for (const s of all) {
    for (const [key, value] of Object.entries(s.properties ?? {})) {
      const about = flat(root, value).find((x) => x.description)?.description ?? "";
      if (!out.get(key)) out.set(key, about);
    }
  }
  return [...out].map(([word, about]) => ({ word, about }));
}

// valuesOf are the values that schemas name.
export function valuesOf(all: Schema[]): Offer[] {
  const out = new Map<string, string>();
  for (const s of all) {
    const named = [
      ...(s.enum ?? []),
      ...("const" in s ? [s.const] : []),
      ...(types(s).includes("boolean") ? [true, false] : []),
    ];
    for (const v of named) out.set(String(v), s.default === v ? "the default" : "");
  }
  out.delete("");
  return [...out].map(([word, about]) => ({ word, about }));
}

// A text of any kind is no choice between true and false.
function types(s: Schema): string[] {
  return typeof s.type === "string" ? [s.type] : [];
}
