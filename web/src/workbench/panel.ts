// The panel of the workbench: a place, what can be said of it, why it is read so; or a correction in progress.

import { clear, h, name, type Child } from "../dom.ts";
import { facts } from "../facts.ts";
import { panelEntity } from "../marks.ts";
import { go, link, state } from "../nav.ts";
import { about, panel as reportPanel, tag } from "../panel.ts";
import type { Corpus } from "../corpus.ts";
import type { State } from "../state.ts";
import { kinds } from "../words.ts";
import { borders, identity, labels, rebound, verdict } from "./actions.ts";
import type { Bench } from "./bench.ts";
import { chooser } from "./join.ts";
import { kindOf } from "./phrases.ts";
import { chosen, shown, type Chosen } from "./place.ts";
import { Proposing } from "./proposing.ts";
import { server } from "./server.ts";
import type { Correction, Explanation, Outcome } from "./wire.ts";
import { why } from "./why.ts";

export class Panel {
  private proposing: Proposing | null = null;
  private joining = false;
  private at = ""; // the place that is shown
  private known = new Map<string, Explanation>();
  private revision = -1; // of what is known
  private asking: AbortController | null = null;

  constructor(private readonly bench: Bench) {
    bench.follow((before) => {
      if (before.revision !== bench.live.revision) this.proposing?.renew();
      else bench.app.drawPanel(); // what is reviewed has changed
    });
  }

  // render shows what the state points at. A correction in progress stays while the place does.
  readonly render = (c: Corpus, s: State): HTMLElement | null => {
    const at = chosen(c, s);
    const key = at ? `${at.article.key} ${at.start} ${at.end}` : "";
    if (key !== this.at) this.leave();
    this.at = key;
    if (!at) return invite(reportPanel(c, { ...s, at: -1 }));
    if (this.proposing) return this.proposing.element;
    if (this.joining && at.mention) return this.chooser(at);
    const close = link({ entity: "", at: -1 }, { class: "close", "aria-label": "Close the details" }, "×");
    return h("div", { class: "panel-body" }, close, ...(at.mention ? this.mention(at) : this.stretch(at)));
  };

  private leave(): void {
    this.proposing?.end();
    this.proposing = null;
    this.joining = false;
  }

  private mention(at: Chosen): Child[] {
    const c = this.bench.corpus;
    const m = at.mention!;
    const entity = c.entity(state().entity) ?? c.entity(panelEntity(c, m));
    const correct = (x: Correction) => this.correct(x);
    return [
      h(
        "section",
        { class: "card" },
        h("h2", { tabindex: "-1" }, name(shown(at)), tag(m.label)),
        facts(c, m, true),
        h("p", { class: "soft" }, this.corrected(at)),
        !this.bench.live.readOnly &&
          h(
            "div",
            { class: "actions" },
            verdict(this.bench, at, correct),
            labels(this.bench, at, correct),
            borders(at),
            identity(at, correct, () => this.join()),
          ),
        this.why(at),
      ),
      entity &&
        h(
          "section",
          { class: "card" },
          entity.name === shown(at)
            ? h("h3", {}, `This ${kinds[entity.label].one}`)
            : h("h2", {}, name(entity.name), tag(entity.label)),
          ...about(c, entity),
        ),
    ];
  }

  // corrected says that a person has spoken of the place, whatever the run makes of it.
  private corrected(at: Chosen): Child {
    const said = this.bench.verdict(at.article, at.start, at.end) === "corrected";
    return said && (at.mention ? "Corrected and reviewed" : " · corrected and reviewed");
  }

  private stretch(at: Chosen): Child[] {
    const correct = (x: Correction) => this.correct(x);
    return [
      h(
        "section",
        { class: "card" },
        h("h2", { tabindex: "-1" }, name(`“${shown(at)}”`)),
        h("p", { class: "soft" }, "No mention", this.corrected(at)),
        !this.bench.live.readOnly &&
          h(
            "div",
            { class: "actions" },
            ...rebound(this.bench, at, correct),
            labels(this.bench, at, correct),
            borders(at),
          ),
        this.why(at),
      ),
    ];
  }

  // why is the explanation of a place, which comes when the program has it.
  private why(at: Chosen): HTMLElement {
    const body = h("div", { class: "why-body" });
    const section = h(
      "section",
      { class: "why", "aria-label": "Why" },
      h("h3", { id: "why", tabindex: "-1" }, "Why"),
      body,
    );
    if (this.revision !== this.bench.live.revision) this.known.clear();
    this.revision = this.bench.live.revision;
    const known = this.known.get(this.at);
    if (known) body.append(...nodes(why(this.bench, known)));
    else void this.explain(at, this.at, body);
    return section;
  }

  private async explain(at: Chosen, key: string, body: HTMLElement): Promise<void> {
    this.asking?.abort();
    const asking = (this.asking = new AbortController());
    body.append(h("p", { class: "soft waiting" }, "…"));
    try {
      const place = { article: at.article.number, start: at.start, end: at.end };
      const found = await server.explain(place, asking.signal);
      this.known.set(key, found);
      clear(body).append(...nodes(why(this.bench, found)));
    } catch (e) {
      if (asking.signal.aborted) return;
      clear(body).append(h("p", { class: "soft" }, e instanceof Error ? e.message : String(e)));
    }
  }

  private join(): void {
    this.joining = true;
    this.bench.app.drawPanel();
    document.getElementById("same-as")?.focus();
  }

  private chooser(at: Chosen): HTMLElement {
    const { article, start, end } = at;
    return chooser(
      this.bench.corpus,
      at,
      (e) => this.correct({ kind: "join", article: article.number, start, end, entity: e.number }),
      () => this.cancel(),
    );
  }

  // correct begins a correction of the place that is shown.
  correct(x: Correction): void {
    const at = chosen(this.bench.corpus, state());
    if (!at || this.bench.live.readOnly) return;
    this.joining = false;
    this.proposing?.end();
    this.proposing = new Proposing(this.bench, x, this.title(x, at), (outcome) => this.finish(x, outcome));
    this.bench.app.drawPanel();
    this.proposing.focus();
  }

  private title(x: Correction, at: Chosen): Child[] {
    const text = name(`“${shown(at)}”`);
    switch (x.kind) {
      case "wrong":
        return [text, ` is not ${kindOf(at.mention?.label ?? null)}`];
      case "label":
      case "add":
        return [text, ` is ${kindOf(x.label!)}`];
      case "bounds":
        return [`The ${this.kindAt(at, x.start)} is `, text];
      case "join":
        return [text, " is ", name(this.bench.corpus.entities[x.entity!]!.name)];
      case "split":
        return [text, " is not ", name(at.mention?.entity?.name ?? "")];
    }
  }

  private kindAt({ article }: Chosen, start: number): string {
    const m = this.bench.corpus.mentionAt(article, start);
    return m ? kinds[m.label].one : "mention";
  }

  // finish ends a correction and shows the place as it is now.
  private finish(x: Correction, outcome: Outcome | null): void {
    this.leave();
    if (outcome) {
      this.at = "";
      const start = x.newStart ?? x.start;
      go({ at: start, end: x.newEnd ?? x.end }, true);
    }
    this.bench.app.drawPanel();
    this.focusPlace();
  }

  // focusPlace puts the focus on the mention that is shown, or else on the panel's heading.
  focusPlace(): void {
    const mark = document.querySelector<HTMLElement>("main article a.mark[aria-current]");
    (mark ?? document.querySelector<HTMLElement>(".panel h2"))?.focus({ preventScroll: true });
  }

  // decide does what a key says to a correction in progress; false where there is none.
  decide(key: string): boolean {
    if (!this.proposing) return false;
    if (key === "Enter") void this.proposing.accept();
    else if (key === "o") this.proposing.onlyHere();
    else return false;
    return true;
  }

  // cancel gives up what is in progress; false where nothing is.
  cancel(): boolean {
    if (!this.proposing && !this.joining) return false;
    this.leave();
    this.bench.app.drawPanel();
    this.focusPlace();
    return true;
  }

  // showWhy unfolds what was weighed.
  showWhy(): void {
    const folds = document.querySelectorAll<HTMLDetailsElement>(".panel .weighed");
    const open = ![...folds].every((d) => d.open);
    folds.forEach((d) => (d.open = open && d !== folds[folds.length - 1]));
    document.getElementById("why")?.focus();
    document.getElementById("why")?.scrollIntoView({ block: "start" });
  }
}

// invite says in the list of who is in an article what can be done there.
function invite(body: HTMLElement | null): HTMLElement | null {
  if (!body?.classList.contains("idle")) return body;
  const help = h("kbd", {}, "?");
  const text = "Click a mention, or select words, to see why they are read so and to say what is wrong. Keys: ";
  body.querySelector("h2")!.after(h("p", { class: "soft" }, text, help));
  return body;
}

function nodes(children: Child[]): (Node | string)[] {
  return children.filter((c): c is Node | string => c !== false && c !== null && c !== undefined);
}
