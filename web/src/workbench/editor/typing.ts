// Typing over a selection. The browser would keep the look of what is replaced in an inline style, which the page's
// policy refuses, so the editor puts the text in itself.

import { EditorView } from "@codemirror/view";

export const typeOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { from, to, empty } = view.state.selection.main;
    const text = event.data;
    if (empty || !text || event.inputType !== "insertText" || view.composing || view.state.readOnly) return false;
    const replacement = view.state.replaceSelection(text);
    const insert = () => view.state.update(replacement, { userEvent: "input.type", scrollIntoView: true });
    const handled = view.state.facet(EditorView.inputHandler).some((f) => f(view, from, to, text, insert));
    if (!handled) view.dispatch(insert());
    return true;
  },
});
