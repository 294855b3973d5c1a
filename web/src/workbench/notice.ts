// The notice under the header: what went wrong, in plain words, until it is over or read.

import { h } from "../dom.ts";
import { count } from "../words.ts";
import type { Bench } from "./bench.ts";

const lostText =
  "Roster has ended or does not answer. What you see and have typed stays; nothing can be changed until it is back. " +
  "The page tries again by itself. A Roster started anew has another address, which it prints.";

export class Notice {
  readonly element = h("div", { class: "notices", role: "alert" });
  private readonly lost = h("p", { class: "notice" }, lostText);

  constructor(bench: Bench) {
    bench.notify = (text) => this.add(text, "passing");
    bench.follow((before) => before.revision !== bench.live.revision && !bench.quiet && this.pass());
    const failed = bench.live.failed ?? [];
    if (failed.length) {
      const list = h("ul", {}, ...failed.map((f) => h("li", {}, h("code", {}, f.id), ` ${f.error}`)));
      const title = `${count(failed.length, "file")} could not be read`;
      this.add(h("details", {}, h("summary", {}, title), list), "lasting");
    }
    if (bench.live.readOnly) this.add("Read-only: you can look and try rules, and nothing is written.", "lasting");
  }

  // add shows something until it is closed or, where it is passing, until something else has happened.
  private add(content: Node | string, kind: "passing" | "lasting"): void {
    const close = h("button", { type: "button", class: "close", "aria-label": "Close the notice" }, "×");
    const notice = h("div", { class: `notice ${kind}` }, content, close);
    close.addEventListener("click", () => notice.remove());
    for (const old of this.element.children) if (old.textContent === notice.textContent) old.remove();
    this.element.append(notice);
  }

  private pass(): void {
    this.element.querySelectorAll(".passing").forEach((e) => e.remove());
  }

  // answer says whether the program answers.
  answer(yes: boolean): void {
    if (yes) this.lost.remove();
    else if (!this.lost.isConnected) this.element.prepend(this.lost);
  }
}
