// Choosing a stretch of an article: by selecting text. What is chosen stays lit when the selection goes.

import { blocks } from "../marks.ts";
import { go, state } from "../nav.ts";
import type { Bench } from "./bench.ts";
import { chosen, snap, type Stretch } from "./place.ts";

const pause = 350; // milliseconds after which a selection by keys or by touch counts as made

// watchSelection follows what is selected in the article that is read.
export function watchSelection(bench: Bench): void {
  let timer = 0;
  let pressed = false;
  let before = ""; // what was selected when the pointer went down
  const take = () => choose(bench);
  addEventListener(
    "pointerdown",
    () => {
      pressed = true;
      before = JSON.stringify(selection(bench));
    },
    { capture: true },
  );
  addEventListener("pointerup", () => {
    pressed = false;
    clearTimeout(timer);
    timer = window.setTimeout(take); // when the browser has set the selection
  });
  addEventListener("pointercancel", () => (pressed = false));
  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    if (!pressed) timer = window.setTimeout(take, pause);
  });
  // The end of a selection within a mention is no click on it.
  const made = (e: Event) => {
    if (!(e.target instanceof Element) || !e.target.closest("article.text")) return;
    const now = selection(bench);
    if (now && JSON.stringify(now) !== before) e.preventDefault();
  };
  document.addEventListener("click", made, { capture: true });
}

function choose(bench: Bench): void {
  const stretch = selection(bench);
  const { at, end } = state();
  if (stretch && (stretch.start !== at || stretch.end !== end)) go({ at: stretch.start, end: stretch.end, entity: "" });
}

// selection is what is selected of the article that is read, in whole words.
function selection(bench: Bench): Stretch | null {
  const root = document.querySelector<HTMLElement>("main article.text");
  const article = bench.corpus.article(state().article);
  const selected = getSelection();
  if (!root || !article || !selected?.rangeCount || selected.isCollapsed) return null;
  const range = selected.getRangeAt(0);
  if (!root.contains(range.startContainer)) return null;
  const start = offset(root, article.text, range.startContainer, range.startOffset);
  const end = root.contains(range.endContainer)
    ? offset(root, article.text, range.endContainer, range.endOffset)
    : article.text.length;
  return snap(article, start, end);
}

// offset is where a point of the rendered article stands in its text.
function offset(root: HTMLElement, text: string, node: Node, at: number): number {
  const all = blocks(text);
  const i = [...root.children].findIndex((p) => p.contains(node));
  if (i < 0) return node === root && at < all.length ? all[at]![0] : text.length;
  const range = new Range();
  range.setStart(root.children[i]!, 0);
  range.setEnd(node, at);
  return all[i]![0] + range.toString().length;
}

// light shows the stretch that is chosen: lit, or selected in browsers that can light nothing without changing the text.
// A selection of another one goes.
export function light(bench: Bench): void {
  const selected = selection(bench);
  const { at, end } = state();
  if (selected && (selected.start !== at || selected.end !== end)) getSelection()!.removeAllRanges();
  const range = chosenRange(bench);
  if ("highlights" in CSS) CSS.highlights.set("chosen", new Highlight(...(range ? [range] : [])));
  else if (range && !selected) getSelection()!.addRange(range);
}

// reveal scrolls the stretch that is chosen into view.
export function reveal(bench: Bench): void {
  chosenRange(bench)?.startContainer.parentElement?.scrollIntoView({ block: "nearest" });
}

// chosenRange is the stretch that is chosen in the rendered article, null where a mention is chosen or nothing.
function chosenRange(bench: Bench): Range | null {
  const root = document.querySelector<HTMLElement>("main article.text");
  const place = chosen(bench.corpus, state());
  return root && place && !place.mention ? rangeOf(root, place.article.text, place) : null;
}

// rangeOf is a stretch in the rendered article.
function rangeOf(root: HTMLElement, text: string, { start, end }: Stretch): Range | null {
  const from = point(root, text, start);
  const to = point(root, text, end);
  if (!from || !to) return null;
  const range = new Range();
  range.setStart(...from);
  range.setEnd(...to);
  return range;
}

function point(root: HTMLElement, text: string, at: number): [Node, number] | null {
  const i = blocks(text).findLastIndex(([start]) => start <= at);
  const block = root.children[i];
  if (!block) return null;
  let left = at - blocks(text)[i]![0];
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let last: [Node, number] | null = null;
  while (walker.nextNode()) {
    const size = walker.currentNode.nodeValue!.length;
    last = [walker.currentNode, Math.min(left, size)];
    if (left <= size) break;
    left -= size;
  }
  return last;
}
