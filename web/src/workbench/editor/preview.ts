// Beside the editor: what the text would change over all articles, as it will be once it is saved.

import { clear, h, type Child } from "../../dom.ts";
import { count } from "../../words.ts";
import type { Bench } from "../bench.ts";
import { changeList } from "../changes.ts";
import type { Changes, File } from "../wire.ts";
import type { Edit } from "./edits.ts";

const mostPlaces = 12; // of each kind, before the fold

export class Preview {
  private readonly body = h("div", { class: "preview-body", "aria-live": "polite" });
  readonly element = h(
    "div",
    { class: "panel-body preview" },
    h("section", { class: "card" }, h("h2", { tabindex: "-1" }, "What would change"), this.body),
  );
  private shown: Changes | null = null;

  constructor(private readonly bench: Bench) {}

  // show says what an edit of a file would change; undefined is none. While that is not known, what was known stays.
  show(file: File, edit: Edit | undefined): void {
    const articles = count(this.bench.corpus.articles.length, "article");
    if (!edit) {
      this.shown = null;
      if (file.problems?.some((p) => p.severity === "error")) {
        return this.draw(h("p", {}, h("code", {}, file.name), " has faults. The last good rules stay in force."));
      }
      return this.draw(
        h("p", { class: "soft" }, `As you type, you see here what would change in ${articles} when you save.`),
      );
    }
    const { trial } = edit;
    if (!trial) return this.wait();
    if (!trial.ok || !trial.changes) {
      const faults = trial.problems?.filter((p) => p.severity === "error").length ?? 0;
      return this.draw(h("p", {}, `The text has ${count(faults, "fault")}. The last good rules stay in force.`));
    }
    if (trial.changes === this.shown) return this.settle();
    this.shown = trial.changes;
    this.draw(changeList(this.bench.corpus, trial.changes, mostPlaces));
  }

  // wait dims what is shown, which is about to be out of date.
  wait(): void {
    this.body.classList.add("waiting");
  }

  say(text: string): void {
    this.draw(h("p", { class: "warning" }, text));
  }

  private settle(): void {
    this.body.classList.remove("waiting");
  }

  private draw(...children: Child[]): void {
    this.settle();
    clear(this.body).append(...children.filter((c): c is Node => c instanceof Node));
  }
}
