// The texts as the person has them, beside the files as the program has them.

import type { File, Trial } from "../wire.ts";

// An Edit is a text that is typed over a file.
export interface Edit {
  text: string;
  base: string; // SHA-256 of the text of the file that it began with
  clash: boolean; // the file has changed since
  trial: Trial | null; // of the text; null while it is not known
}

export class Edits {
  private readonly edits = new Map<string, Edit>();

  of(key: string): Edit | undefined {
    return this.edits.get(key);
  }

  // type notes the text of a file; one that is as the file is no edit.
  type(file: File, text: string): Edit | undefined {
    const edit = this.edits.get(file.key);
    if (text === file.text) {
      this.edits.delete(file.key);
      return undefined;
    }
    const typed = { text, base: edit?.base ?? file.sha256, clash: edit?.clash ?? false, trial: null };
    this.edits.set(file.key, typed);
    return typed;
  }

  drop(key: string): void {
    this.edits.delete(key);
  }

  // follow compares the edits with files that may have changed.
  follow(files: File[]): void {
    for (const file of files) {
      const edit = this.edits.get(file.key);
      if (!edit) continue;
      if (edit.text === file.text) this.edits.delete(file.key);
      else if (edit.base !== file.sha256) edit.clash = true;
    }
  }

  // keep says that an edit goes over the file as it is now.
  keep(file: File): void {
    const edit = this.edits.get(file.key);
    if (edit) Object.assign(edit, { base: file.sha256, clash: false });
  }

  get any(): boolean {
    return this.edits.size > 0;
  }
}
