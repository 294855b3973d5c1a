// The editor of one YAML file after the other: CodeMirror with what it needs, and no more.

import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics, type Diagnostic } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension, type Text } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import type { File, Problem, Schema } from "../wire.ts";
import { completion } from "./complete.ts";
import { theme } from "./theme.ts";
import { typeOver } from "./typing.ts";

// Hooks are what the editor is told to do.
export interface Hooks {
  changed: (text: string) => void;
  save: () => void;
  rules: () => string[];
}

export class Editor {
  readonly view = new EditorView({ extensions: nonce() });
  private readonly states = new Map<string, { state: EditorState; scroll: number }>();
  private key = "";

  constructor(private readonly hooks: Hooks) {}

  // open shows a file, as it was left where it was shown before.
  open(file: File, schema: Schema, editable: boolean): void {
    if (file.key === this.key) return;
    if (this.key) this.states.set(this.key, { state: this.view.state, scroll: this.view.scrollDOM.scrollTop });
    const left = this.states.get(file.key);
    this.key = file.key;
    this.view.setState(left?.state ?? this.newState(file, schema, editable));
    requestAnimationFrame(() => (this.view.scrollDOM.scrollTop = left?.scroll ?? 0));
  }

  private newState(file: File, schema: Schema, editable: boolean): EditorState {
    return EditorState.create({
      doc: file.text,
      extensions: [
        nonce(),
        EditorState.readOnly.of(!editable),
        EditorView.contentAttributes.of({ "aria-label": `Text of ${file.name}`, "aria-describedby": "editor-keys" }),
        EditorView.lineWrapping,
        lineNumbers(),
        lintGutter(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        highlightSelectionMatches(),
        history(),
        drawSelection(),
        indentOnInput(),
        indentUnit.of("  "),
        bracketMatching(),
        closeBrackets(),
        yaml(),
        autocompletion({ override: [completion(schema, this.hooks.rules)], icons: false }),
        search({ top: true }),
        theme,
        typeOver,
        keymap.of([
          { key: "Mod-s", preventDefault: true, run: () => (this.hooks.save(), true) },
          { key: "Tab", run: acceptCompletion },
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...searchKeymap,
          ...lintKeymap,
          ...historyKeymap,
          ...defaultKeymap,
          indentWithTab,
        ]),
        EditorView.updateListener.of((u) => u.docChanged && this.hooks.changed(u.state.doc.toString())),
      ],
    });
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  // replace puts another text in, and leaves alone what it has in common with the one before, the cursor too.
  replace(text: string): void {
    const old = this.text;
    let from = 0;
    while (from < old.length && from < text.length && old[from] === text[from]) from++;
    let end = 0;
    while (end < old.length - from && end < text.length - from && old.at(-1 - end) === text.at(-1 - end)) end++;
    if (old === text) return;
    this.view.dispatch({ changes: { from, to: old.length - end, insert: text.slice(from, text.length - end) } });
  }

  // forget drops what was left of a file that is not shown.
  forget(key: string): void {
    if (key !== this.key) this.states.delete(key);
  }

  // mark shows problems at their lines.
  mark(problems: Problem[]): void {
    this.view.dispatch(
      setDiagnostics(
        this.view.state,
        problems.map((p) => diagnostic(this.view.state.doc, p)),
      ),
    );
  }

  // goTo puts the cursor at a line and column, counted from 1, and the focus into the editor.
  goTo(line: number, column: number): void {
    const { doc } = this.view.state;
    const at = doc.line(Math.min(Math.max(1, line), doc.lines));
    const anchor = Math.min(at.from + Math.max(0, column - 1), at.to);
    this.view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
    this.view.focus();
  }
}

// nonce lets the style elements of the editor in.
function nonce(): Extension {
  return EditorView.cspNonce.of(document.querySelector<HTMLMetaElement>("meta[name=nonce]")?.content ?? "");
}

// diagnostic is a problem from its column to the end of the word, or of the line where no column is known.
function diagnostic(doc: Text, p: Problem): Diagnostic {
  const line = doc.line(Math.min(Math.max(1, p.line), doc.lines));
  const from = Math.min(line.from + Math.max(0, p.column - 1), line.to);
  const word = /^[^\s,\]}]+/.exec(line.text.slice(from - line.from))?.[0].length ?? 0;
  const to = p.column > 0 ? Math.min(from + word, line.to) : line.to;
  return { from, to, severity: p.severity, message: p.message };
}
