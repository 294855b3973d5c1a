// The drawer at the foot of the page: what the last change has changed.

import { clear, h, name, type Child } from "../dom.ts";
import { capital } from "../words.ts";
import { button } from "./actions.ts";
import type { Bench } from "./bench.ts";
import { changeList } from "./changes.ts";
import { toLine } from "./files.ts";
import { tally } from "./phrases.ts";
import type { Outcome, Problem } from "./wire.ts";

const mostPlaces = 20; // of each kind, before the fold

export class Drawer {
  readonly element = h("section", { class: "drawer", "aria-label": "What changed", hidden: true });

  constructor(
    private readonly bench: Bench,
    private readonly acts: { undo: () => void; redo: () => void },
  ) {
    bench.follow((before) => {
      const { last, revision } = bench.live;
      if (!bench.quiet && revision !== before.revision && last && last.revision > before.revision) this.show(last);
    });
  }

  private show(o: Outcome): void {
    const what = o.what.replace(/^[a-z]+(?=[ :])/, capital);
    const fault = o.problems?.find((p) => p.severity === "error");
    const text = fault ? `${what} and has faults: the last good rules stay in force.` : `${what}. ${tally(o.changes)}`;
    const close = button("drawer-close", ["×"], () => this.hide(), "", "Close what changed");
    close.className = "close";
    const wrote = o.wrote?.length ? ` Written: ${o.wrote.join(", ")}.` : "";
    const told = [h("b", {}, name(fault ? text : what)), !fault && `. ${tally(o.changes)}`, fault && this.where(fault)];
    clear(this.element).append(
      h("div", { class: "summary" }, h("p", {}, ...told, h("span", { class: "soft" }, wrote)), this.back(o), close),
    );
    if (o.changes.list?.length) {
      const places = changeList(this.bench.corpus, o.changes, mostPlaces);
      this.element.append(h("details", { class: "places" }, h("summary", {}, "What changed"), places));
    }
    this.element.hidden = false;
    this.bench.app.say(text);
  }

  // where is a fault, as a link to its line.
  private where(p: Problem): HTMLElement {
    const file = this.bench.live.files.find((f) => f.key === p.file);
    return h("span", {}, " ", file && toLine(file.key, p.line, `${file.name}:${p.line}`), ` ${p.message}`);
  }

  // back is a button that takes the change back, where it is the last one made here.
  private back({ what }: Outcome): Child {
    const { undo, redo } = this.bench.live;
    if (what === undo) return button("drawer-undo", ["Undo"], this.acts.undo, "u", `Undo: ${undo}`);
    if (redo && what.endsWith(redo)) return button("drawer-redo", ["Redo"], this.acts.redo, "U", `Redo: ${redo}`);
    return null;
  }

  // hide closes the drawer; false where it is closed. The focus goes to the page's main part.
  hide(): boolean {
    if (this.element.hidden) return false;
    const focused = this.element.contains(document.activeElement);
    this.element.hidden = true;
    if (focused) document.getElementById("main")?.focus({ preventScroll: true });
    return true;
  }
}
