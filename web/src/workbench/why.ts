// Why a place is read as it is: in plain words first, with all that was weighed below.

import { h, name, type Child } from "../dom.ts";
import { meter } from "../facts.ts";
import { capital } from "../words.ts";
import type { Bench } from "./bench.ts";
import { fileLine } from "./files.ts";
import { decimal, kindOf, sureness } from "./phrases.ts";
import type { Candidate, Explanation, NearMiss, Opinion, ProposedSpan, Reading, Source } from "./wire.ts";

const mostEvidence = 6;
const mostNear = 5;
const worthAWord = 0.05; // the score from which another reading of the engine is named at once

// why explains a place; the mention that stands at exactly that place is what it is about, where there is one.
export function why(bench: Bench, { report, text }: Explanation): Child[] {
  const { candidates, engine } = report;
  const near = report.near ?? [];
  const stands = candidates.find((c) => c.outcome === "stands" && c.start === report.start && c.end === report.end);
  const others = candidates.filter((c) => c !== stands && (c.outcome !== "acts" || c.on.length > 0));
  return [
    ...(stands ? standing(bench, stands) : nothing(bench, others, engine, near[0])),
    ...(stands ? others.filter((c) => c.outcome === "lost").flatMap((c) => loser(bench, c, stands)) : []),
    stands && doubt(engine, stands),
    engine && engine.readings.length > 0 && fold("How else the engine could read it", readings(engine)),
    near.length > 0 && fold("Rules that came near", nearMisses(bench, near)),
    fold("All of it, as roster explain prints it", h("pre", { tabindex: 0 }, text)),
  ];
}

function fold(title: string, ...children: Child[]): HTMLElement {
  return h("details", { class: "weighed" }, h("summary", {}, title), ...children);
}

function p(...children: Child[]): HTMLElement {
  return h("p", {}, ...children);
}

// by names an engine or a rule, and where the rule stands.
function by(bench: Bench, s: Source): Child[] {
  if (!s.rule) return [`the ${s.engine} engine`];
  const at = s.entry ?? s.at;
  const own = s.core ? "the embedded rule " : "the rule ";
  return [own, h("code", {}, s.rule), ...(at ? [" (", fileLine(bench, at), ")"] : [])];
}

function starting(children: Child[]): Child[] {
  const [first, ...rest] = children;
  return [typeof first === "string" ? capital(first) : first, ...rest];
}

function quoted(s: { text: string }): HTMLElement {
  return name(`“${s.text.replace(/\s+/g, " ")}”`);
}

function standing(bench: Bench, c: Candidate): Child[] {
  if (c.was) {
    const before = [...by(bench, c.was.source), " took it for ", kindOf(c.was.label), "; "];
    return [p(...starting(before), ...by(bench, c.source), " makes it ", kindOf(c.label), ".")];
  }
  if (c.source.rule) return [p(...starting(by(bench, c.source)), " says that it is ", kindOf(c.label), ".")];
  const sure = `${sureness(c.score)}: ${decimal(c.score)}.`;
  return [p(...starting(by(bench, c.source)), " takes it for ", kindOf(c.label), sure)];
}

// loser says what else was proposed here, and why it does not stand.
function loser(bench: Bench, c: Candidate, stands: Candidate): Child[] {
  const sameSpan = c.start === stands.start && c.end === stands.end;
  if (sameSpan && c.label === stands.label) return [p(...starting(by(bench, c.source)), " says the same.")];
  const what = sameSpan ? ["it"] : [quoted(c)];
  return [
    p(
      ...starting(by(bench, c.source)),
      " would take ",
      ...what,
      " for ",
      kindOf(c.label),
      ", but ",
      ...defeat(bench, c),
    ),
  ];
}

function defeat(bench: Bench, c: Candidate): Child[] {
  if (c.reason === "dropped" && c.by) return [...by(bench, c.by.source), " says that it is none."];
  const winner: Child[] = c.by ? ["lost to ", quoted(c.by), " of ", ...by(bench, c.by.source), ": "] : ["lost: "];
  return [...winner, c.why ?? "", "."];
}

// doubt names the engine's next reading where it is not far.
function doubt(engine: Opinion | null, stands: ProposedSpan): Child {
  const next = engine?.readings.find(
    (r) => r.label !== stands.label || r.start !== stands.start || r.end !== stands.end,
  );
  if (!next || next.score < worthAWord || stands.source.rule) return null;
  return p("Its next guess: ", ...reads(next), `, ${decimal(next.score)}.`);
}

function reads(r: Reading): Child[] {
  return r.label === null ? ["no name at all"] : [quoted(r), " is ", kindOf(r.label)];
}

function nothing(bench: Bench, others: Candidate[], engine: Opinion | null, near: NearMiss | undefined): Child[] {
  const lost = others.filter((c) => c.outcome === "lost");
  const standing = others.filter((c) => c.outcome === "stands");
  const best = engine?.readings.find((r) => r.label !== null && r.behind > 0);
  return [
    ...standing.map((c) => p(quoted(c), " is ", kindOf(c.label), ", says ", ...by(bench, c.source), ".")),
    ...lost.map((c) =>
      p(
        ...starting(by(bench, c.source)),
        " takes ",
        quoted(c),
        " for ",
        kindOf(c.label),
        ", but ",
        ...defeat(bench, c),
      ),
    ),
    !standing.length && !lost.length && p("Neither the engine nor a rule sees a name here."),
    best &&
      !lost.length &&
      !standing.length &&
      p("The engine’s nearest guess: ", ...reads(best), `, ${decimal(best.score)}.`),
    near && p("The nearest rule: ", ...nearMiss(bench, near)),
  ];
}

function readings(engine: Opinion): HTMLElement {
  return h(
    "div",
    {},
    engine.skipped && h("p", { class: "soft" }, "It passed over these words, which speak clearly for no name."),
    h("ul", { class: "plain" }, ...engine.readings.map(reading)),
  );
}

function reading(r: Reading): HTMLElement {
  const head = [
    meter(r.score),
    h("span", {}, ...reads(r), r.behind === 0 && h("span", { class: "soft" }, " · chosen")),
  ];
  if (!r.evidence.length) return h("li", { class: "guess" }, ...head);
  return h(
    "li",
    {},
    h(
      "details",
      {},
      h("summary", { class: "guess" }, ...head),
      h("p", { class: "soft" }, "What speaks for this (+) and for what was chosen (−), the strongest first:"),
      h(
        "dl",
        { class: "evidence" },
        ...r.evidence.slice(0, mostEvidence).flatMap((e) => [h("dt", {}, signed(e.weight)), h("dd", {}, e.what)]),
        h("dt", {}, signed(-r.behind)),
        h("dd", {}, h("b", {}, "in all")),
      ),
    ),
  );
}

function signed(x: number): string {
  return (x < 0 ? "−" : "+") + Math.abs(x).toFixed(2);
}

function nearMisses(bench: Bench, all: NearMiss[]): HTMLElement {
  return h("ul", { class: "plain" }, ...all.slice(0, mostNear).map((n) => h("li", {}, ...nearMiss(bench, n))));
}

function nearMiss(bench: Bench, n: NearMiss): Child[] {
  const does =
    n.action === "add" || !n.action ? ["would make ", quoted(n), ` ${kindOf(n.label)}`] : [n.action, " ", quoted(n)];
  return [h("code", {}, n.rule), " (", fileLine(bench, n.entry ?? n.at), ") ", ...does, `, but ${n.why}.`];
}
