// The help: all keys, in a dialog.

import { h } from "../dom.ts";
import { keyHelp, keySwitch } from "./keys.ts";

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
