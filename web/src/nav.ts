// Going from state to state: links, the address and the history of the browser.

import { h, type Child } from "./dom.ts";
import type { Filter } from "./filter.ts";
import { decode, encode, start, type State } from "./state.ts";

export type Patch = Partial<State>;

let current = decode(location.hash);
const patches = new WeakMap<Element, Patch>();
const followers: ((before: State) => void)[] = [];

export function state(): State {
  return current;
}

// follow calls f after every change with the state before it.
export function follow(f: (before: State) => void): void {
  followers.push(f);
}

// go changes the state; with replace it is no step of its own in the history. Where a patch says at what mention, no
// stretch stays.
export function go(patch: Patch, replace = false): void {
  const next = { ...current, ...(patch.at !== undefined && { end: -1 }), ...patch };
  const address = encode(next);
  if (address === encode(current)) return;
  history[replace ? "replaceState" : "pushState"](null, "", address);
  become(next);
}

function become(next: State): void {
  const before = current;
  current = next;
  for (const f of followers) f(before);
}

// toArticles is the way to the list of those articles that pass a filter.
export function toArticles(filter: Partial<Filter>): Patch {
  return { view: "articles", article: "", at: -1, ...filter };
}

// link makes a link that changes the state by a patch. Opened elsewhere, it shows the patch without the filters.
export function link(
  patch: Patch,
  attributes: Record<string, string | undefined>,
  ...children: Child[]
): HTMLAnchorElement {
  const view = patch.view ?? current.view;
  const article = view === "article" ? current.article : "";
  const a = h("a", { ...attributes, href: encode({ ...start, view, article, ...patch }) }, ...children);
  register(a, patch);
  return a;
}

// follows makes an element of a picture a link that changes the state by a patch.
export function follows(e: SVGAElement, patch: Patch): void {
  e.setAttribute("href", encode({ ...start, ...patch }));
  register(e, patch);
}

function register(e: Element, patch: Patch): void {
  patches.set(e, patch);
  choose(e, patch);
}

// choose marks a link to what the panel shows.
function choose(e: Element, patch: Patch): void {
  const same = !!patch.entity && patch.entity === current.entity;
  const here =
    patch.at !== undefined &&
    patch.at >= 0 &&
    patch.at === current.at &&
    (patch.article ?? current.article) === current.article;
  e.classList.toggle("chosen", same || here);
  if (here || (same && patch.at === undefined)) e.setAttribute("aria-current", "true");
  else e.removeAttribute("aria-current");
}

// chooseIn marks the links in an element anew.
export function chooseIn(root: Element): void {
  for (const e of root.querySelectorAll("a")) {
    const patch = patches.get(e);
    if (patch) choose(e, patch);
  }
}

addEventListener("popstate", () => become(decode(location.hash)));
document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
    return;
  const a = event.target instanceof Element ? event.target.closest("a") : null;
  const patch = a && patches.get(a);
  if (!patch) return;
  event.preventDefault();
  go(patch);
});
