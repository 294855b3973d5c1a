// The words of the workbench: what changes, scores and sources are called.

import type { Label } from "../corpus.ts";
import { count, kinds } from "../words.ts";
import type { Changes, Kind } from "./wire.ts";

// changeOrder is how changes are listed: what is lost first.
export const changeOrder: Kind[] = [
  "removed",
  "relabelled",
  "re-bounded",
  "added",
  "entity",
  "country",
  "holder",
  "of",
  "status",
];

const tallies: Record<Kind, (n: number) => string> = {
  removed: (n) => count(n, "mention") + " lost",
  relabelled: (n) => `${n} relabelled`,
  "re-bounded": (n) => `${n} with other borders`,
  added: (n) => count(n, "new mention"),
  entity: (n) => `${n} of another name`,
  country: (n) => `${n} of another country`,
  holder: (n) => `${n} held by others`,
  of: (n) => `${n} of another body`,
  status: (n) => `${n} of another status`,
};

export const changeTitles: Record<Kind, string> = {
  removed: "Lost",
  relabelled: "Relabelled",
  "re-bounded": "Other borders",
  added: "New",
  entity: "Another name",
  country: "Another country",
  holder: "Held by others",
  of: "Of another body",
  status: "Another status",
};

// tally says in one line what changes.
export function tally(c: Changes): string {
  const parts = changeOrder.filter((k) => c.counts[k]).map((k) => tallies[k](c.counts[k]!));
  if (!parts.length) return "No mention changes.";
  return `${parts.join(", ")} in ${count(c.articles, "article")}.`;
}

// kindOf is what a label is called in running text, with its article.
export function kindOf(label: Label | "MISC" | null): string {
  if (label === null) return "no name";
  if (label === "MISC") return "some other name";
  const { one } = kinds[label];
  return `${/^[aeiou]/.test(one) ? "an" : "a"} ${one}`;
}

// sureness says how much a score says.
export function sureness(score: number): string {
  if (score >= 0.95) return ", and is sure";
  if (score >= 0.8) return ", and is fairly sure";
  if (score >= 0.6) return ", but is not sure";
  return ", but does little more than guess";
}

export function decimal(score: number): string {
  return score.toFixed(3).replace(/\.?0+$/, "");
}
