// The drawer at the foot of the page: what the last change has changed.

import { clear, h, name, type Child } from "../dom.ts";
import { count } from "../words.ts";
import { button } from "./actions.ts";
import type { Bench } from "./bench.ts";
import { changeList } from "./changes.ts";
import { tally } from "./phrases.ts";
import type { Outcome } from "./wire.ts";

const mostPlaces = 20; // of each kind, before the fold

export class Drawer {
  readonly element = h("section", { class: "drawer", "aria-label": "What changed", hidden: true });

  constructor(
    private readonly bench: Bench,
    private readonly acts: { undo: () => void; redo: () => void },
  ) {
    bench.follow((before) => {
      const { last, revision } = bench.live;
      if (revision !== before.revision && last && last.revision > before.revision) this.show(last);
    });
  }

  private show(o: Outcome): void {
    const wrote = o.wrote?.length ? ` Written: ${o.wrote.join(", ")}.` : "";
    const faults = o.problems?.filter((p) => p.severity === "error") ?? [];
    const text = faults.length
      ? `${count(faults.length, "fault")}: the last good rules stay in force.`
      : tally(o.changes);
    const any = (o.changes.list?.length ?? 0) > 0;
    const places = h("details", { class: "places" }, h("summary", {}, "What changed"));
    places.append(changeList(this.bench.corpus, o.changes, mostPlaces));
    const close = button("drawer-close", ["×"], () => this.hide(), "", "Close what changed");
    close.className = "close";
    clear(this.element).append(
      h(
        "div",
        { class: "summary" },
        h(
          "p",
          {},
          h("b", {}, name(o.what.replace(/^undone/, "Undone"))),
          ". ",
          text,
          h("span", { class: "soft" }, wrote),
        ),
        this.back(o),
        close,
      ),
    );
    if (any) this.element.append(places);
    this.element.hidden = false;
    this.bench.app.say(`${o.what}. ${text}`);
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
