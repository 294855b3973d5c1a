// The help: all keys, in a dialog.

import { h } from "../dom.ts";
import { keySwitch } from "./keys.ts";

// keyHelp is what the help says of each key.
const keyHelp: [title: string, keys: [string, string][]][] = [
  [
    "Go",
    [
      ["n", "next uncertain mention that is not reviewed, over all articles"],
      ["p", "the one before"],
      ["← →", "in an article: the word before or behind what is chosen, to say something of it"],
      ["Esc", "give up, close"],
    ],
  ],
  [
    "Say",
    [
      ["a", "right; from an uncertain mention, on to the next"],
      ["x", "wrong: it is no name of this kind"],
      ["1 – 5", "it is a person, role, organization, place or group"],
      ["[ ]", "begin a word earlier, end a word later"],
      ["{ }", "begin a word later, end a word earlier"],
      ["s", "it is the same as …"],
      ["e", "why it is read so, in full"],
    ],
  ],
  [
    "Decide",
    [
      ["↑ ↓", "choose among rules"],
      ["↵", "accept the rule, or give a mention the borders that are chosen"],
      ["o", "only here: correct this place, write no rule"],
      ["u", "undo"],
      ["U", "redo"],
      ["?", "this help"],
    ],
  ],
];

// helpDialog makes the dialog. Show it with showModal.
export function helpDialog(): HTMLDialogElement {
  const close = h("button", { type: "button", class: "close", "aria-label": "Close the help" }, "×");
  const dialog = h(
    "dialog",
    { class: "help", "aria-labelledby": "help-title" },
    close,
    h("h2", { id: "help-title" }, "How to tune it"),
    h(
      "p",
      {},
      "Click a mention, or select words that are none, and say what is wrong. You are shown the rules that would mend " +
        "it and all that they would change. Nothing is written before you accept, and you can undo it.",
    ),
    h(
      "div",
      { class: "key-lists" },
      ...keyHelp.map(([title, keys]) =>
        h(
          "section",
          {},
          h("h3", {}, title),
          h("dl", {}, ...keys.flatMap(([k, what]) => [h("dt", {}, ...k.split(" ").map(key)), h("dd", {}, what)])),
        ),
      ),
    ),
  );
  dialog.append(keySwitch());
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (e) => e.target === dialog && dialog.close());
  return dialog;
}

function key(k: string): HTMLElement | string {
  return k === "–" ? "–" : h("kbd", {}, k);
}
