// The page of roster report: the run is in the file.

import { App } from "./app.ts";
import { Corpus, type DocumentData, type RunData } from "./corpus.ts";

function island<T>(id: string): T {
  const script = document.getElementById(id)!;
  const value = JSON.parse(script.textContent!) as T;
  script.remove(); // the texts need not be there twice
  return value;
}

new App(new Corpus(island<DocumentData[]>("documents"), island<RunData>("run")));
performance.mark("ready");
