// The keys. None of them acts while something is typed, or while a dialog is open.

import { go, state } from "../nav.ts";
import { h } from "../dom.ts";
import { mentionOf } from "../marks.ts";
import { edges, boundsOf, judge, labelOf, move, shownLabels, wrongOf } from "./actions.ts";
import type { Bench } from "./bench.ts";
import type { Panel } from "./panel.ts";
import { beside, chosen, overlapping, type Chosen } from "./place.ts";
import { reveal } from "./selecting.ts";

export interface KeyActs {
  next: () => void;
  previous: () => void;
  undo: () => void;
  redo: () => void;
  help: () => void;
  cancel: () => boolean;
}

const keys = { on: true }; // those of one character

// keySwitch turns the keys of one character off and on, for those who speak to their computer.
export function keySwitch(): HTMLElement {
  const box = h("input", { type: "checkbox", checked: true });
  box.addEventListener("change", () => (keys.on = box.checked));
  return h("label", { class: "box" }, box, "Keys of one character are on");
}

// listenToKeys makes the keys act.
export function listenToKeys(bench: Bench, panel: Panel, acts: KeyActs): void {
  const press = (e: KeyboardEvent): void => {
    if (e.key === "Escape" && !typing(e.target, true) && acts.cancel()) return used(e);
    if (!keys.on || e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || typing(e.target)) return;
    if (document.querySelector("dialog[open]")) return;
    if (act(bench, panel, acts, e)) used(e);
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

// act does what a key says; false where the key is the browser's.
function act(bench: Bench, panel: Panel, acts: KeyActs, e: KeyboardEvent): boolean {
  const at = chosen(bench.corpus, state());
  const plain = e.target instanceof Element && !e.target.closest("a, button, summary, input");
  switch (e.key) {
    case "n":
    case "p":
      acts[e.key === "n" ? "next" : "previous"]();
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
  const decides = e.key === "o" || (e.key === "Enter" && (plain || isRadio(e.target)));
  if (decides && panel.decide(e.key)) return true;
  if (!at && e.key === "ArrowRight" && state().view === "article") return begin(bench);
  return !!at && say(bench, panel, acts, at, e, plain);
}

function isRadio(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type === "radio";
}

// say does what a key says of the place that is chosen; false where the key is another's.
function say(bench: Bench, panel: Panel, acts: KeyActs, at: Chosen, e: KeyboardEvent, free: boolean): boolean {
  const edge = edges.find((x) => x.key === e.key);
  if (edge) {
    move(at, edge);
    reveal(bench);
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
      if (at.mention) void accept(bench, acts, at);
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
      step(bench, at, e.key === "ArrowRight" ? 1 : -1);
      return true;
    }
  }
  return false;
}

// begin chooses the first word of the article that is read.
function begin(bench: Bench): boolean {
  const article = bench.corpus.article(state().article);
  if (article) step(bench, { article, start: 0, end: 0, mention: null }, 1);
  return !!article;
}

// step chooses the word before or behind a place.
function step(bench: Bench, at: Chosen, by: 1 | -1): void {
  const to = beside(at.article, at, by);
  if (to) go({ at: to.start, end: to.end, entity: "" }, true);
  reveal(bench);
}

// accept says that a mention is right and, where it was uncertain, goes on.
async function accept(bench: Bench, acts: KeyActs, at: Chosen): Promise<void> {
  const m = at.mention!;
  if (bench.verdict(m.article, m.start, m.end) !== "right" && !(await judge(bench, m))) return;
  if (m.score < state().below) acts.next();
}
