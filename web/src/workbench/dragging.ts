// Selecting text from within a mark: a mark is a link, and browsers begin no selection in a link.

type Point = [node: Node, offset: number];

// Browsers have one of the two.
type Caret = {
  caretPositionFromPoint?: (x: number, y: number) => { offsetNode: Node; offset: number } | null;
  caretRangeFromPoint?: (x: number, y: number) => Range | null;
};

function pointAt(e: PointerEvent): Point | null {
  const d = document as unknown as Caret;
  const position = d.caretPositionFromPoint?.(e.clientX, e.clientY);
  if (position) return [position.offsetNode, position.offset];
  const range = d.caretRangeFromPoint?.(e.clientX, e.clientY);
  return range ? [range.startContainer, range.startOffset] : null;
}

// selectFromMarks lets the mouse select from within the marks of the article that is read.
export function selectFromMarks(): void {
  let anchor: Point | null = null;
  addEventListener("pointerdown", (e) => {
    const mark = e.target instanceof Element && e.target.closest("article.text a.mark");
    anchor = mark && e.button === 0 && e.pointerType === "mouse" ? pointAt(e) : null;
  });
  addEventListener("pointermove", (e) => {
    const focus = anchor && pointAt(e);
    if (anchor && focus) getSelection()!.setBaseAndExtent(...anchor, ...focus);
  });
  for (const end of ["pointerup", "pointercancel"] as const) addEventListener(end, () => (anchor = null));
}
