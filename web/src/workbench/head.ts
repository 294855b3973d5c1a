// What the header of the workbench has besides the views: how much is reviewed, undo and redo, and help.

import { clear, h } from "../dom.ts";
import { link } from "../nav.ts";
import { number } from "../words.ts";
import { button } from "./actions.ts";
import type { Bench } from "./bench.ts";

export interface Acts {
  next: () => void;
  undo: () => void;
  redo: () => void;
  help: () => void;
}

// head makes it and keeps it up to date.
export function head(bench: Bench, acts: Acts): HTMLElement {
  const progress = h("p", { class: "progress" });
  const next = button("next", ["Next uncertain"], acts.next, "n", "The next uncertain mention that is not reviewed");
  const undo = button("undo", ["Undo"], acts.undo);
  const redo = button("redo", ["Redo"], acts.redo);
  const help = button("help", ["?"], acts.help, "", "Help: the keys");
  const show = () => {
    const { review, readOnly } = bench.live;
    const bar = h("span", { class: "bar" });
    bar.style.setProperty("--share", String(review.total ? review.reviewed / review.total : 0));
    const text = `${number(review.reviewed)} of ${number(review.total)} reviewed`;
    clear(progress).append(link({ view: "review", article: "", at: -1 }, {}, text), bar);
    name(undo, "Undo", bench.live.undo);
    name(redo, "Redo", bench.live.redo);
    undo.hidden = redo.hidden = readOnly;
  };
  bench.follow(show);
  show();
  return h("div", { class: "bench-head" }, progress, next, undo, redo, help);
}

// name says what a button would undo or redo. It is never disabled, so that it keeps the focus.
function name(b: HTMLButtonElement, verb: string, what: string): void {
  const text = what ? `${verb}: ${what}` : `Nothing to ${verb.toLowerCase()}`;
  b.title = text;
  b.setAttribute("aria-disabled", String(!what));
}
