// What every part of the page is given.

import type { Corpus } from "./corpus.ts";
import type { Selection } from "./filter.ts";
import type { State } from "./state.ts";

export interface Page {
  corpus: Corpus;
  selection: Selection; // what passes the filters of the state
  state: State;
}

// A Show renders a view: a heading that takes the focus, and what is under it.
export type Show = (page: Page) => HTMLElement;
