// Completion: keys and values as the schema of the file has them, and the ids of rules where one is named.

import {
  startCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  type CompletionSource,
} from "@codemirror/autocomplete";
import type { EditorView } from "@codemirror/view";
import type { Schema } from "../wire.ts";
import { spotAt } from "./position.ts";
import { keysOf, schemasAt, valuesOf } from "./schema.ts";

// completion offers what can stand at the cursor of a file with a schema; rules are the ids that are known.
export function completion(schema: Schema, rules: () => string[]): CompletionSource {
  return (context: CompletionContext): CompletionResult | null => {
    const spot = spotAt(context.state.doc.toString(), context.pos);
    if (!spot || (spot.from === context.pos && !context.explicit && !justBehindKey(context))) return null;
    const all = schemasAt(schema, spot.path);
    const options: Completion[] = [];
    if (spot.place !== "value") {
      const keys = keysOf(schema, all).filter((o) => !spot.others.has(o.word));
      options.push(...keys.map((o) => ({ label: o.word, info: o.about, type: "property", apply: putKey })));
    }
    if (spot.place !== "key") {
      options.push(...valuesOf(all).map((o) => ({ label: o.word, detail: o.about, type: "enum" })));
      if (namesRule(spot.path)) options.push(...rules().map((id) => ({ label: id, type: "constant" })));
    }
    return options.length ? { from: spot.from, options, validFor: /^[\w.*-]*$/ } : null;
  };
}

// putKey writes a key and offers its values.
function putKey(view: EditorView, { label }: Completion, from: number, to: number): void {
  const insert = `${label}: `;
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor: from + insert.length },
    userEvent: "input.complete",
  });
  startCompletion(view);
}

// justBehindKey says whether a key and its colon were just typed.
function justBehindKey(context: CompletionContext): boolean {
  return !!context.matchBefore(/:\s/);
}

function namesRule(path: string[]): boolean {
  const where = path.join(".");
  return where.endsWith("disable.[]") || where.endsWith("priority.[].id");
}
