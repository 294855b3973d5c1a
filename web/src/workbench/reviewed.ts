// Marks that are reviewed look so.

import type { Mention } from "../corpus.ts";
import { dress, mentionOf } from "../marks.ts";
import type { Bench } from "./bench.ts";

const said = ", reviewed";

// dressMarks keeps the marks in line with what is reviewed, and lets text be selected from within them.
export function dressMarks(bench: Bench): void {
  const wear = (mark: HTMLAnchorElement, m: Mention) => {
    const is = !!bench.verdict(m.article, m.start, m.end);
    const label = mark.ariaLabel ?? "";
    mark.draggable = false;
    mark.classList.toggle("reviewed", is);
    mark.ariaLabel = label.replace(said, "") + (is ? said : "");
  };
  dress(wear);
  bench.follow(() => {
    for (const mark of document.querySelectorAll<HTMLAnchorElement>("a.mark")) {
      const m = mentionOf(bench.corpus, mark);
      if (m) wear(mark, m);
    }
  });
}
