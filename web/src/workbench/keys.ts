// The keys. None of them acts while something is typed, or while a dialog is open.

import { go, state } from "../nav.ts";
import { mentionOf } from "../marks.ts";
import { edges, boundsOf, judge, labelOf, move, shownLabels, wrongOf } from "./actions.ts";
import type { Bench } from "./bench.ts";
import type { Panel } from "./panel.ts";
import { beside, chosen, overlapping, type Chosen } from "./place.ts";
import { walk } from "./walk.ts";
import { decimal } from "./phrases.ts";

export interface KeyActs {
  undo: () => void;
  redo: () => void;
  help: () => void;
  cancel: () => boolean;
}

// keyHelp is what the help says of each key.
export const keyHelp: [title: string, keys: [string, string][]][] = [
  [
    "Go",
    [
      ["n", "next uncertain mention that is not reviewed, over all articles"],
      ["p", "the one before"],
      ["← →", "in an article: the word before or behind what is chosen, to say something of it"],
      ["Esc", "give up, close"],
    ],
  ],
  [
    "Say",
    [
      ["a", "right; from an uncertain mention, on to the next"],
      ["x", "wrong: it is no name of this kind"],
      ["1 – 5", "it is a person, role, organization, place or group"],
      ["[ ]", "begin a word earlier, end a word later"],
      ["{ }", "begin a word later, end a word earlier"],
      ["s", "it is the same as …"],
      ["e", "why it is read so, in full"],
    ],
  ],
  [
    "Decide",
    [
      ["↑ ↓", "choose among rules"],
      ["↵", "accept the rule, or give a mention the borders that are chosen"],
      ["o", "only here: correct this place, write no rule"],
      ["u", "undo"],
      ["U", "redo"],
      ["?", "this help"],
    ],
  ],
];

export function listenToKeys(bench: Bench, panel: Panel, acts: KeyActs): void {
  const press = (e: KeyboardEvent): void => {
    if (e.key === "Escape" && !typing(e.target, true) && acts.cancel()) return used(e);
    if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || typing(e.target)) return;
    if (document.querySelector("dialog[open]")) return;
    if (press1(bench, panel, acts, e)) used(e);
  };
  document.addEventListener("keydown", press, { capture: true });
}

function used(e: KeyboardEvent): void {
  e.preventDefault();
  e.stopPropagation();
}

// typing says whether a key belongs to a field. Escape does so in fields that do something with it.
function typing(target: EventTarget | null, escape = false): boolean {
  if (!(target instanceof Element)) return false;
  if (escape) return !!target.closest(".cm-editor, dialog");
  return !!target.closest(
    "input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable=true], .cm-editor",
  );
}

function press1(bench: Bench, panel: Panel, acts: KeyActs, e: KeyboardEvent): boolean {
  const at = chosen(bench.corpus, state());
  const plain = e.target instanceof Element && !e.target.closest("a, button, summary, input");
  switch (e.key) {
    case "n":
    case "p":
      if (!walk(bench, e.key === "n" ? 1 : -1)) bench.app.say(allReviewed());
      return true;
    case "u":
      acts.undo();
      return true;
    case "U":
      acts.redo();
      return true;
    case "?":
      acts.help();
      return true;
  }
  if (e.key === "o" || (e.key === "Enter" && (plain || isRadio(e.target)))) if (panel.decide(e.key)) return true;
  return !!at && say(bench, panel, at, e, plain);
}

function isRadio(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type === "radio";
}

export function allReviewed(): string {
  return `All mentions with scores below ${decimal(state().below)} are reviewed.`;
}

// say does what a key says of the place that is chosen; false where the key is another's.
function say(bench: Bench, panel: Panel, at: Chosen, e: KeyboardEvent, free: boolean): boolean {
  const edge = edges.find((x) => x.key === e.key);
  if (edge) {
    move(at, edge);
    return true;
  }
  const label = shownLabels(bench)[Number(e.key) - 1];
  if (label) {
    const c = labelOf(at, label);
    if (c) panel.correct(c);
    return true;
  }
  switch (e.key) {
    case "a":
      if (at.mention) void accept(bench, at);
      return true;
    case "x":
      if (at.mention) panel.correct(wrongOf(at));
      return true;
    case "s":
      document.getElementById("join")?.click();
      return true;
    case "e":
      panel.showWhy();
      return true;
    case "Enter": {
      const touched = at.mention ? [] : overlapping(bench.corpus, at);
      const focused = e.target instanceof HTMLElement ? mentionOf(bench.corpus, e.target) : undefined;
      const m = free ? touched[0] : touched.find((t) => t.article === focused?.article && t.start === focused.start);
      if (m) panel.correct(boundsOf(m, at));
      return !!m;
    }
    case "ArrowLeft":
    case "ArrowRight": {
      if (isRadio(e.target) || e.shiftKey) return false;
      const to = beside(at.article.text, at, e.key === "ArrowRight" ? 1 : -1);
      if (to) go({ at: to.start, end: to.end, entity: "" }, true);
      return true;
    }
  }
  return false;
}

// accept says that a mention is right and, where it was uncertain, goes on.
async function accept(bench: Bench, at: Chosen): Promise<void> {
  const m = at.mention!;
  if (bench.verdict(m.article, m.start, m.end) !== "right" && !(await judge(bench, m))) return;
  if (m.score < state().below && !walk(bench, 1)) bench.app.say(allReviewed());
}
