// What the server says and is told, as JSON. Offsets are code units of UTF-16, articles are named by their number.

import type { DocumentData, Label, RunData } from "../corpus.ts";

export interface Live {
  revision: number;
  documents: DocumentData[];
  run: RunData;
  files: File[];
  review: Review;
  undo: string; // what would be undone, "" for nothing
  redo: string;
  last: Outcome | null;
  failed: { id: string; error: string }[] | null;
  readOnly: boolean;
  schemas: { rules: Schema; config: Schema };
}

export interface File {
  key: string;
  name: string;
  kind: "config" | "rules" | "gold";
  text: string;
  sha256: string;
  exists: boolean;
  writable: boolean;
  target: boolean; // accepted proposals go here
  problems: Problem[] | null;
}

// A Problem stands at a line and column of a file, counted from 1; 0 is the file as a whole.
export interface Problem {
  file: string; // its key
  line: number;
  column: number;
  severity: "error" | "warning";
  message: string;
}

export interface Trial {
  ok: boolean;
  problems: Problem[] | null;
  changes: Changes | null;
}

export interface Outcome {
  revision: number;
  what: string;
  changes: Changes;
  problems: Problem[] | null;
  wrote: string[] | null;
}

export type Kind =
  "added" | "removed" | "relabelled" | "re-bounded" | "entity" | "country" | "holder" | "of" | "status";

export interface Changes {
  articles: number; // with a change
  counts: Partial<Record<Kind, number>>;
  list: Change[] | null;
  more: number; // that the list leaves out
}

export interface Change {
  article: number;
  kind: Kind;
  old: ChangedSpan | null;
  new: ChangedSpan | null;
  from: string;
  to: string;
  source: string;
  context: { before: string; text: string; after: string };
}

export interface ChangedSpan {
  start: number;
  end: number;
  label: Label;
  text: string;
  source: string;
}

export type Verdict = "right" | "corrected";

export interface Review {
  reviewed: number;
  total: number;
  verdicts: [article: number, start: number, end: number, verdict: Verdict][] | null;
}

export interface Place {
  article: number;
  start: number;
  end: number;
}

export interface Correction extends Place {
  kind: "wrong" | "label" | "bounds" | "add" | "join" | "split";
  label?: Label;
  newStart?: number;
  newEnd?: number;
  entity?: number; // join: that it is the same as
}

export interface Proposal {
  id: string;
  title: string;
  detail: string;
  default: boolean; // it does what is asked and no harm
  file: string;
  why: string; // why to that file, where one would expect another; "" elsewhere
  yaml: string;
  also: Addition[] | null; // to other files: the configuration has to name a new rule file
  changes: Changes;
  mends: number; // reviewed mentions that become right
  breaks: number; // and that become wrong
}

export interface Addition {
  file: string;
  yaml: string;
}

export interface Proposals {
  proposals: Proposal[] | null;
  gold: string; // what the gold line will say
}

export interface Explanation {
  report: {
    start: number;
    end: number;
    candidates: Candidate[];
    engine: Opinion | null;
    near: NearMiss[] | null;
  };
  text: string; // as roster explain prints it
}

export interface ProposedSpan {
  start: number;
  end: number;
  text: string;
  label: Label | "MISC" | null;
  score: number;
  priority: number;
  source: Source;
}

export interface Source {
  engine: string | null;
  rule: string | null;
  core: boolean;
  at: Line | null;
  entry: Line | null;
}

export interface Line {
  file: string;
  line: number;
}

export interface Candidate extends ProposedSpan {
  outcome: "stands" | "lost" | "acts";
  action: "drop" | "relabel" | "protect" | null;
  on: ProposedSpan[];
  was: ProposedSpan | null;
  by: ProposedSpan | null;
  reason: string | null;
  why: string | null;
}

export interface Opinion {
  text: string;
  skipped: boolean;
  readings: Reading[];
}

export interface Reading {
  label: Label | "MISC" | null;
  start: number;
  end: number;
  text: string;
  score: number;
  behind: number;
  evidence: Evidence[];
}

export interface Evidence {
  start: number | null;
  end: number | null;
  what: string;
  weight: number;
}

export interface NearMiss {
  rule: string;
  core: boolean;
  label: Label | "MISC" | null;
  action: string;
  at: Line;
  entry: Line | null;
  start: number;
  end: number;
  text: string;
  fails: string;
  why: string;
}

// A Schema is the part of JSON Schema that completion reads.
export interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  description?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}
