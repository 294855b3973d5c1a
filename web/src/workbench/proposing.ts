// What a correction leads to: rules that would mend it, each with what it would change. Nothing is written before the
// person says so.

import { clear, h, name, type Child } from "../dom.ts";
import { count } from "../words.ts";
import { button } from "./actions.ts";
import type { Bench } from "./bench.ts";
import { changeList } from "./changes.ts";
import { server } from "./server.ts";
import type { Addition, Correction, Outcome, Proposal, Proposals } from "./wire.ts";

const mostPlaces = 6; // of each kind, before the fold

export class Proposing {
  readonly element = h("form", { class: "panel-body proposing", "aria-label": "Correction" });
  private readonly stop = new AbortController();
  private found: Proposals = { proposals: [], gold: "" };
  private chosen = ""; // the id of a proposal; "" for none
  private busy = false;

  // A Proposing asks for rules that mend a correction, whose title is given; done is called with what was written, or
  // with null where the person wants nothing.
  constructor(
    private readonly bench: Bench,
    private readonly correction: Correction,
    private readonly title: Child[],
    private readonly done: (outcome: Outcome | null) => void,
  ) {
    this.element.addEventListener("submit", (e) => {
      e.preventDefault();
      void this.accept();
    });
    this.draw(h("p", { class: "soft", role: "status" }, "Looking for rules that would mend this …"));
    void this.ask();
  }

  private async ask(): Promise<void> {
    try {
      this.found = await server.propose(this.correction, this.stop.signal);
      this.show();
    } catch (e) {
      if (this.stop.signal.aborted) return;
      this.done(null);
      this.bench.fail(e);
    }
  }

  private get all(): Proposal[] {
    return this.found.proposals ?? [];
  }

  private draw(...children: Child[]): void {
    const focused = this.element.contains(document.activeElement);
    clear(this.element).append(
      h(
        "section",
        { class: "card" },
        h("h2", { tabindex: "-1" }, ...this.title),
        ...children.filter((c): c is Node => c instanceof Node),
      ),
    );
    if (focused) this.focus();
  }

  private show(): void {
    const first = this.all[0];
    if (!this.all.some((p) => p.id === this.chosen)) this.chosen = first?.default ? first.id : "";
    if (this.all.length) this.draw(this.choices(), this.buttons());
    else
      this.draw(
        h("p", {}, "No rule is needed or fits. The correction can be noted for this place alone."),
        this.buttons(),
      );
    this.focus();
    this.bench.app.say(`${count(this.all.length, "rule")} to choose from. ${first?.title ?? ""} ${this.warning()}`);
  }

  // warning says that no rule is chosen for the person, as none does just what is asked.
  private warning(): string {
    return this.all.length && !this.chosen
      ? "No rule does just that: see what each would do, or take “Only here”."
      : "";
  }

  // focus puts the focus on the choice, or where there is none on the first that can be made.
  focus(): void {
    const find = (what: string) => this.element.querySelector<HTMLElement>(what);
    const target = find("input:checked") ?? find("input, button:enabled") ?? find("h2");
    target?.focus({ preventScroll: true });
  }

  private choices(): HTMLElement {
    return h(
      "fieldset",
      { class: "proposals" },
      h("legend", {}, this.all.length > 1 ? "Which rule would mend it?" : "A rule would mend it:"),
      this.warning() && h("p", { class: "warning" }, this.warning()),
      ...this.all.map((p, i) => this.choice(p, i)),
    );
  }

  private choice(p: Proposal, i: number): HTMLElement {
    const radio = h("input", { type: "radio", name: "proposal", id: `proposal-${i}`, checked: p.id === this.chosen });
    const shown = h("div", { class: "effect", hidden: p.id !== this.chosen }, ...this.effect(p));
    radio.addEventListener("change", () => {
      this.chosen = p.id;
      this.element.querySelector("#accept")!.toggleAttribute("disabled", false);
      this.element.querySelectorAll(".effect").forEach((e, k) => e.toggleAttribute("hidden", k !== i));
    });
    radio.addEventListener("change", () => shown.parentElement!.scrollIntoView({ block: "nearest" }));
    radio.setAttribute("aria-describedby", `effect-${i}`);
    return h(
      "div",
      { class: "proposal" },
      h(
        "label",
        { for: radio.id },
        radio,
        h("span", {}, h("b", {}, p.title), h("span", { class: "soft", id: `effect-${i}` }, p.detail)),
      ),
      shown,
    );
  }

  // effect is what a proposal would change, and what it would write.
  private effect(p: Proposal): Child[] {
    return [
      reviewed(p),
      changeList(this.bench.corpus, p.changes, mostPlaces),
      p.why !== "" && h("p", { class: "warning" }, p.why),
      ...[{ file: p.file, yaml: p.yaml }, ...(p.also ?? [])].map((a, i) => written(a, i === 0)),
    ];
  }

  private buttons(): HTMLElement {
    const only = button("only-here", ["Only here"], () => void this.apply(""), this.all.length ? "o" : "");
    only.setAttribute("aria-describedby", "only-here-is");
    const cancel = button("cancel", ["Cancel"], () => this.done(null), "Esc");
    const accept = h(
      "button",
      { type: "submit", id: "accept", class: "main", disabled: !this.chosen },
      "Accept",
      h("kbd", { "aria-hidden": "true" }, "↵"),
    );
    return h(
      "div",
      { class: "decide" },
      h("p", { class: "buttons" }, this.all.length > 0 && accept, only, cancel),
      h("p", { class: "soft", id: "only-here-is" }, "Only here writes no rule: ", name(this.found.gold), "."),
    );
  }

  // accept writes the chosen rule.
  async accept(): Promise<void> {
    if (this.chosen) await this.apply(this.chosen);
  }

  // onlyHere notes the correction without a rule.
  onlyHere(): void {
    this.element.querySelector<HTMLElement>("#only-here")?.click();
  }

  private async apply(proposal: string): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.element.setAttribute("aria-busy", "true");
    const outcome = await this.bench.change(() => server.apply(this.correction, proposal));
    this.busy = false;
    this.element.removeAttribute("aria-busy");
    if (outcome) this.done(outcome);
  }

  // renew asks again, where what the proposals were made of has changed.
  renew(): void {
    if (!this.busy) void this.ask();
  }

  // end forgets what is not answered yet.
  end(): void {
    this.stop.abort();
  }
}

// written shows what would be added to a file.
function written({ file, yaml }: Addition, open: boolean): HTMLElement {
  return h(
    "details",
    { class: "written", open },
    h("summary", {}, "Added to ", h("code", {}, file)),
    h("pre", { tabindex: 0 }, yaml.replace(/\n+$/, "")),
  );
}

// reviewed says how a proposal agrees with what was reviewed before.
function reviewed(p: Proposal): Child {
  if (p.mends <= 1 && !p.breaks) return null;
  const parts = [
    p.mends > 0 && `mends ${count(p.mends, "reviewed mention")}`,
    p.breaks > 0 && `makes ${count(p.breaks, "reviewed mention")} wrong`,
  ].filter(Boolean);
  return h("p", { class: p.breaks ? "warning" : "" }, `It ${parts.join(" and ")}.`);
}
