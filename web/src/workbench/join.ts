// Choosing the entity that a mention is the same as.

import { fold, type Corpus, type Entity } from "../corpus.ts";
import { h, name, clear } from "../dom.ts";
import { count, kinds } from "../words.ts";
import { shown, type Chosen } from "./place.ts";

const most = 8;

// chooser asks which entity a mention is the same as: those of like names and of its article first.
export function chooser(c: Corpus, at: Chosen, chosen: (e: Entity) => void, cancel: () => void): HTMLElement {
  const mention = at.mention!;
  const input = h("input", { id: "same-as", type: "search", autocomplete: "off" });
  const list = h("ul", { class: "plain choices" });
  const all = candidates(c, at);
  const show = () => {
    const wanted = fold(input.value.trim());
    const found = all.filter((e) => !wanted || c.names(e).includes(wanted)).slice(0, most);
    clear(list).append(
      ...found.map((e) =>
        h(
          "li",
          {},
          choice(e, () => chosen(e)),
        ),
      ),
    );
    if (!found.length) list.append(h("li", { class: "soft" }, `No other ${kinds[mention.label].one} of that name.`));
  };
  input.addEventListener("input", show);
  input.addEventListener("keydown", (e) => {
    if (e.key === "Enter") list.querySelector("button")?.click();
  });
  show();
  const back = h("button", { type: "button" }, "Cancel");
  back.addEventListener("click", cancel);
  return h(
    "div",
    { class: "panel-body choosing" },
    h(
      "section",
      { class: "card" },
      h("h2", { tabindex: "-1" }, "Who is ", name(`“${shown(at)}”`), "?"),
      h("p", { class: "field" }, h("label", { for: "same-as" }, `The same ${kinds[mention.label].one} as`), input),
      list,
      h("p", { class: "buttons" }, back),
    ),
  );
}

function choice(e: Entity, choose: () => void): HTMLElement {
  const b = h(
    "button",
    { type: "button", class: "choice" },
    name(e.name, "name"),
    h("span", { class: "soft" }, ` ${count(e.at.length / 2, "mention")}`),
  );
  b.addEventListener("click", choose);
  return b;
}

// candidates are the other entities of a mention's label: of words in common first, then of the same article.
function candidates(c: Corpus, { article, mention }: Chosen): Entity[] {
  const words = new Set(
    fold(article.surface(mention!.number))
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean),
  );
  const near = new Set(article.entities);
  const rank = (e: Entity) => {
    const common = c
      .names(e)
      .split(/[^\p{L}\p{N}]+/u)
      .some((w) => words.has(w));
    return (common ? 2 : 0) + (near.has(e.number) ? 1 : 0);
  };
  return c.entities
    .filter((e) => e.label === mention!.label && e !== mention!.entity && e.at.length > 0)
    .map((e) => ({ e, r: rank(e) }))
    .sort((a, b) => b.r - a.r || b.e.at.length - a.e.at.length || a.e.number - b.e.number)
    .map(({ e }) => e);
}
