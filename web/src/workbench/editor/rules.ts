// The view of the rules: the files, an editor, what is wrong at which line, and beside it what would change.

import { clear, h, name, type Child } from "../../dom.ts";
import { go, state } from "../../nav.ts";
import { capital, count } from "../../words.ts";
import { button } from "../actions.ts";
import type { Bench } from "../bench.ts";
import { wantedLine } from "../files.ts";
import { Refusal, server } from "../server.ts";
import type { File, Problem } from "../wire.ts";
import { Editor } from "./editor.ts";
import { Edits } from "./edits.ts";
import { Preview } from "./preview.ts";

const pause = 250; // milliseconds without a key before a text is tried

export class Rules {
  private readonly edits = new Edits();
  private readonly editor = new Editor({
    changed: (text) => this.typed(text),
    save: () => void this.save(),
    rules: () => this.ruleIds(),
  });
  private readonly preview: Preview;
  private readonly tabs = h("ul", { class: "files" });
  private readonly status = h("p", { class: "soft status", role: "status" });
  private readonly clash = h("div", { class: "clash" });
  private readonly problems = h("ul", { class: "plain problems", "aria-label": "What is wrong" });
  private readonly saveButton = button("save", ["Save"], () => void this.save(), "", "Save, Ctrl or Command S");
  private readonly revertButton = button("revert", ["Revert"], () => this.revert(), "", "Revert to the file's text");
  readonly element: HTMLElement;
  private key = "";
  private timer = 0;
  private trying: AbortController | null = null;
  private busy = false;

  constructor(private readonly bench: Bench) {
    this.preview = new Preview(bench);
    this.element = this.frame();
    bench.follow(() => this.follow());
    addEventListener("beforeunload", (e) => {
      if (!this.edits.any) return;
      e.preventDefault();
      e.returnValue = true; // for browsers that do not ask otherwise
    });
  }

  private frame(): HTMLElement {
    const editor = h("div", { class: "editor" }, this.editor.view.dom);
    const keys =
      "Ctrl or Command S saves, Ctrl Space completes, Ctrl or Command F finds; Esc and then Tab leaves the editor.";
    return h(
      "div",
      { class: "view editing" },
      h("header", { class: "view-head" }, h("h2", { tabindex: "-1" }, "Rules"), this.tabs),
      h("div", { class: "tools" }, this.status, this.revertButton, this.saveButton),
      this.clash,
      editor,
      this.problems,
      h("p", { class: "soft hint", id: "editor-keys" }, keys),
    );
  }

  // show renders the view, show with the file that the state names.
  readonly show = (): HTMLElement => {
    const file = this.files.find((f) => f.key === state().file) ?? this.files.find((f) => f.target) ?? this.files[0];
    if (file) this.open(file);
    return this.element;
  };

  // panel is what would change.
  readonly panel = (): HTMLElement => this.preview.element;

  // Gold is not written by hand.
  private get files(): File[] {
    return this.bench.live.files.filter((f) => f.kind !== "gold");
  }

  private get file(): File | undefined {
    return this.files.find((f) => f.key === this.key);
  }

  private open(file: File): void {
    const { rules, config } = this.bench.live.schemas;
    const other = this.key !== file.key;
    this.key = file.key;
    this.editor.open(file, file.kind === "config" ? config : rules, file.writable || this.bench.live.readOnly);
    this.draw();
    if (other && this.edits.of(file.key)) void this.try();
    const line = wantedLine(file.key);
    if (line) requestAnimationFrame(() => this.editor.goTo(line, 1));
  }

  private typed(text: string): void {
    const { file } = this;
    if (!file) return;
    const edit = this.edits.type(file, text);
    this.trying?.abort();
    clearTimeout(this.timer);
    if (edit) this.timer = window.setTimeout(() => void this.try(), pause);
    this.draw();
  }

  // try asks what the text would change.
  private async try(): Promise<void> {
    const { key } = this;
    const edit = this.edits.of(key);
    if (!edit) return;
    this.trying?.abort();
    const trying = (this.trying = new AbortController());
    this.preview.wait();
    try {
      edit.trial = await server.tryText(key, edit.text, trying.signal);
      if (this.key === key && this.edits.of(key) === edit) this.draw();
    } catch (e) {
      if (!trying.signal.aborted) this.preview.say(e instanceof Error ? e.message : String(e));
    }
  }

  // save writes the text, unless the file has changed meanwhile or the text has errors.
  private async save(): Promise<void> {
    const { file } = this;
    const edit = this.edits.of(this.key);
    if (!file || !edit || this.busy || !this.savable(file)) return;
    this.busy = true;
    clearTimeout(this.timer);
    try {
      await server.save(file.key, edit.text, edit.base);
      await this.bench.sync();
      this.bench.app.say(`${file.name} is saved.`);
    } catch (e) {
      await this.refused(e);
    }
    this.busy = false;
    this.draw();
  }

  // savable says whether there is something to save, and it may be.
  private savable(file: File): boolean {
    const edit = this.edits.of(file.key);
    return !!edit && !edit.clash && file.writable;
  }

  private async refused(e: unknown): Promise<void> {
    const edit = this.edits.of(this.key);
    if (e instanceof Refusal && e.status === 409) await this.bench.sync().catch(() => {});
    else if (e instanceof Refusal && e.trial && edit) edit.trial = e.trial;
    this.bench.fail(e);
  }

  private revert(): void {
    const { file } = this;
    if (!file) return;
    this.edits.drop(file.key);
    this.editor.replace(file.text);
    this.editor.view.focus();
    this.draw();
  }

  // follow brings the texts that nobody has typed in up to the files.
  private follow(): void {
    this.edits.follow(this.files);
    for (const file of this.files) if (!this.edits.of(file.key)) this.editor.forget(file.key);
    const { file } = this;
    if (!file) return;
    const edit = this.edits.of(file.key);
    if (!edit) this.editor.replace(file.text);
    else if (!edit.clash) void this.try();
    this.draw();
  }

  private draw(): void {
    const { file } = this;
    if (!file) return;
    const edit = this.edits.of(file.key);
    const problems = (edit ? edit.trial?.problems : file.problems) ?? null;
    clear(this.tabs).append(...this.files.map((f) => this.tab(f)));
    this.status.textContent = this.statusOf(file);
    this.saveButton.setAttribute("aria-disabled", String(!this.savable(file)));
    this.saveButton.classList.toggle("main", this.savable(file));
    this.revertButton.setAttribute("aria-disabled", String(!edit));
    clear(this.clash).append(...(edit?.clash ? [this.clashOf(file)] : []));
    if (problems) this.showProblems(problems);
    this.preview.show(file, edit);
  }

  private tab(f: File): HTMLElement {
    const edit = this.edits.of(f.key);
    const faults = ((edit ? edit.trial?.problems : f.problems) ?? []).filter(
      (p) => p.severity === "error" && p.file === f.key,
    );
    const words = [
      edit && "not saved",
      faults.length > 0 && count(faults.length, "fault"),
      f.target && "accepted rules go here",
    ];
    const b = h(
      "button",
      {
        type: "button",
        id: `file-${f.key}`,
        "aria-pressed": String(f.key === this.key),
        title: words.filter(Boolean).join(", ") || undefined,
      },
      h("code", {}, f.name),
      edit && h("span", { class: "dot" }, " •", h("span", { class: "unseen" }, " not saved")),
      faults.length > 0 && h("span", { class: "warning" }, ` ${count(faults.length, "fault")}`),
    );
    b.addEventListener("click", () => {
      go({ file: f.key }, true);
      document.getElementById(b.id)?.focus();
    });
    return h("li", {}, b);
  }

  private statusOf(file: File): string {
    const edit = this.edits.of(file.key);
    if (!file.writable) return edit ? "A trial: nothing is written" : "Read-only";
    if (edit) return "Not saved";
    if (!file.exists) return "A new file, made when you save or accept a rule";
    return file.target ? "As on disk. Accepted rules go here." : "As on disk";
  }

  private clashOf(file: File): HTMLElement {
    const take = button("take", ["Take the file’s"], () => this.revert());
    const keep = button("keep", ["Keep mine"], () => {
      this.edits.keep(file);
      void this.try();
      this.draw();
      this.editor.view.focus();
    });
    return h(
      "div",
      { class: "notice", role: "alert" },
      h("p", {}, h("code", {}, file.name), " was changed elsewhere while you edited it here. Your text is kept."),
      h("p", { class: "buttons" }, take, keep),
    );
  }

  private showProblems(all: Problem[]): void {
    this.editor.mark(all.filter((p) => p.file === this.key));
    clear(this.problems).append(
      ...all.map((p) => h("li", { class: p.severity === "error" ? "fault" : "caution" }, ...this.problem(p))),
    );
  }

  private problem(p: Problem): Child[] {
    const file = this.files.find((f) => f.key === p.file);
    const where = file && p.line > 0 ? `${file.key === this.key ? "Line" : file.name} ${p.line}` : (file?.name ?? "");
    const message = name(capital(p.message));
    if (!file || !where) return [message];
    const to = button("", [where], () => {
      if (file.key !== this.key) go({ file: file.key }, true);
      this.editor.goTo(p.line, p.column);
    });
    return [to, " ", message];
  }

  // ruleIds are the ids of the rules that found something, and of those in the files.
  private ruleIds(): string[] {
    const found = this.bench.live.run.sources.filter((s) => s.startsWith("rule:")).map((s) => s.slice(5));
    const written = this.files.flatMap((f) => [...f.text.matchAll(/^\s*-?\s*id:\s*([\w.-]+)/gm)].map((m) => m[1]!));
    return [...new Set([...found, ...written])].sort();
  }
}
