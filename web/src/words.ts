// The words of the page: what labels, sources and countries are called.

import type { Entity, Label, Position } from "./corpus.ts";
import type { View } from "./state.ts";

interface Kind {
  one: string;
  many: string;
  view: View; // that lists them
}

export const kinds: Record<Label, Kind> = {
  PERSON: { one: "person", many: "people", view: "people" },
  ROLE: { one: "role", many: "roles", view: "roles" },
  ORGANIZATION: { one: "organization", many: "organizations", view: "organizations" },
  PLACE: { one: "place", many: "places", view: "places" },
  NORP: { one: "group", many: "groups", view: "groups" },
};

// labelOrder is how the page lists labels.
export const labelOrder: Label[] = ["PERSON", "ROLE", "ORGANIZATION", "PLACE", "NORP"];

export function capital(s: string): string {
  return s.charAt(0).toUpperCase() + s.slice(1);
}

export function count(n: number, one: string, many = one + "s"): string {
  return `${number(n)} ${n === 1 ? one : many}`;
}

export function number(n: number): string {
  return n.toLocaleString("en");
}

const regions = new Intl.DisplayNames("en", { type: "region", fallback: "code" });

// countryName is the English name of an ISO 3166-1 alpha-2 code, the code itself where the browser knows none.
export function countryName(code: string): string {
  try {
    return regions.of(code) ?? code;
  } catch {
    return code;
  }
}

export function sourceName(source: string): string {
  return source.startsWith("rule:") ? `rule ${source.slice(5)}` : `${source} engine`;
}

// country is the name of an entity's country, "" where it is the entity itself or unknown.
export function country(e: Entity): string {
  const name = e.country && countryName(e.country);
  return name === e.name ? "" : name;
}

// title is a role with its status, as in "former prime minister", where the role does not say it itself.
export function title(role: string, status: Position["status"]): string {
  if (status === "current" || role.toLowerCase().includes(status)) return role;
  return status === "designate" ? `${role} designate` : `${status} ${role}`;
}
