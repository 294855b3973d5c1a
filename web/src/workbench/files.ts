// Lines of rule files as links to the editor.

import { h } from "../dom.ts";
import { link } from "../nav.ts";
import type { Bench } from "./bench.ts";
import type { Line } from "./wire.ts";

let wanted: { file: string; line: number } | null = null;

// fileLine is a line of a file: a link, where the file can be edited here.
export function fileLine(bench: Bench, { file, line }: Line): HTMLElement {
  const text = `${file}:${line}`;
  const known = bench.live.files.find((f) => f.kind !== "gold" && f.name === file);
  if (!known) return h("code", {}, text);
  return toLine(known.key, line, text);
}

// toLine is a link to a line of a file that can be edited here.
export function toLine(key: string, line: number, text: string): HTMLElement {
  const a = link({ view: "rules", file: key, article: "", at: -1 }, {}, h("code", {}, text));
  a.addEventListener("click", () => (wanted = { file: key, line }));
  return a;
}

// wantedLine is the line that the last such link went to, once.
export function wantedLine(file: string): number | null {
  if (wanted?.file !== file) return null;
  const { line } = wanted;
  wanted = null;
  return line;
}
