// The facts of a mention beside it, while the pointer or the focus is on it.

import { clear, h, name } from "./dom.ts";
import { facts } from "./facts.ts";
import type { Corpus } from "./corpus.ts";
import { mentionOf } from "./marks.ts";
import { capital, kinds } from "./words.ts";

const pause = 150; // milliseconds: the pointer may cross to the tip without losing it

export class Tip {
  readonly element = h("div", { id: "tip", role: "tooltip", hidden: true });
  private owner: HTMLElement | null = null;
  private timer = 0;

  // A tip serves the marks in root. A mark that the panel is about needs none.
  constructor(
    private readonly corpus: () => Corpus,
    root: HTMLElement,
  ) {
    const other = (e: Event) => (e.target as Element).closest<HTMLElement>("a.mark:not([aria-current])");
    root.addEventListener("pointerover", (e) => e.pointerType === "mouse" && this.soon(() => this.show(other(e))));
    root.addEventListener("pointerout", () => this.soon(() => this.hide()));
    root.addEventListener("focusin", (e) => other(e)?.matches(":focus-visible") && this.show(other(e)));
    root.addEventListener("focusout", () => this.hide());
    root.addEventListener("click", () => this.hide());
    this.element.addEventListener("pointerover", () => clearTimeout(this.timer));
    this.element.addEventListener("pointerout", () => this.soon(() => this.hide()));
    addEventListener("scroll", () => this.hide(), { capture: true, passive: true });
  }

  // hide takes the tip away; false where none was shown.
  hide(): boolean {
    clearTimeout(this.timer);
    const shown = !this.element.hidden;
    this.element.hidden = true;
    this.owner?.removeAttribute("aria-describedby");
    this.owner = null;
    return shown;
  }

  private soon(f: () => void): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(f, pause);
  }

  private show(mark: HTMLElement | null): void {
    const m = mark?.isConnected && mentionOf(this.corpus(), mark);
    if (!mark || !m) return;
    clear(this.element).append(
      h(
        "p",
        { class: "kind" },
        name(m.article.surface(m.number)),
        h("span", { class: `tag ${m.label.toLowerCase()}` }, capital(kinds[m.label].one)),
      ),
      facts(this.corpus(), m, false),
    );
    this.hide();
    this.owner = mark;
    mark.setAttribute("aria-describedby", "tip");
    this.element.hidden = false;
    this.place(mark);
  }

  // place puts the tip below the mark's first line, or above it where there is no room.
  private place(mark: HTMLElement): void {
    const at = mark.getClientRects()[0]!;
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const below = at.bottom + 6;
    const top = below + height > innerHeight ? Math.max(4, at.top - height - 6) : below;
    const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - width - 8));
    this.element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }
}
