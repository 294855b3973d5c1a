// Lists of any length: only the rows near what is seen are in the page.

import { h } from "./dom.ts";

const ahead = 12; // rows made beyond what is seen, so that Tab and short scrolls find them

const lists = new Set<List>();
let waiting = false;

function refresh(): void {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    for (const l of lists) if (!l.draw()) lists.delete(l);
  });
}

addEventListener("scroll", refresh, { capture: true, passive: true });
addEventListener("resize", refresh);

export class List {
  readonly element: HTMLElement;
  private readonly rows = new Map<number, HTMLElement>();
  private readonly pixels: number;

  // A list of count rows, each of a height in rem. The page draws it once it is in the document.
  constructor(
    label: string,
    private readonly count: number,
    height: number,
    private readonly row: (i: number) => Node,
  ) {
    this.pixels = height * parseFloat(getComputedStyle(document.documentElement).fontSize);
    this.element = h("div", { class: "rows", role: "list", "aria-label": label });
    this.element.style.height = `${count * this.pixels}px`;
    lists.add(this);
    refresh();
  }

  // draw makes the rows near what is seen; false where the list is no longer in the page.
  draw(): boolean {
    if (!this.element.isConnected) return false;
    const top = this.element.getBoundingClientRect().top;
    const first = Math.max(0, Math.floor(-top / this.pixels) - ahead);
    const end = Math.min(this.count, Math.ceil((innerHeight - top) / this.pixels) + ahead);
    for (const [i, e] of this.rows) {
      if ((i < first || i >= end) && !e.contains(document.activeElement)) {
        e.remove();
        this.rows.delete(i);
      }
    }
    for (let i = first; i < end; i++) if (!this.rows.has(i)) this.insert(i);
    return true;
  }

  private insert(i: number): void {
    const e = h(
      "div",
      { class: "row", role: "listitem", "aria-setsize": this.count, "aria-posinset": i + 1 },
      this.row(i),
    );
    e.style.height = `${this.pixels}px`;
    e.style.top = `${i * this.pixels}px`;
    let next: HTMLElement | null = null;
    for (const [k, other] of this.rows) if (k > i && (!next || k < Number(next.ariaPosInSet) - 1)) next = other;
    this.element.insertBefore(e, next);
    this.rows.set(i, e);
  }
}
