// Selecting text from within a mark: a mark is a link, and browsers begin no selection in a link.

type Point = [node: Node, offset: number];

// Browsers have one of the two.
type Caret = {
  caretPositionFromPoint?: (x: number, y: number) => { offsetNode: Node; offset: number } | null;
  caretRangeFromPoint?: (x: number, y: number) => Range | null;
};

function pointAt(e: MouseEvent): Point | null {
  const d = document as unknown as Caret;
  const position = d.caretPositionFromPoint?.(e.clientX, e.clientY);
  if (position) return [position.offsetNode, position.offset];
  const range = d.caretRangeFromPoint?.(e.clientX, e.clientY);
  return range ? [range.startContainer, range.startOffset] : null;
}

// selectFromMarks lets the mouse select from within the marks of the article that is read.
export function selectFromMarks(): void {
  let anchor: Point | null = null;
  addEventListener("mousedown", (e) => {
    const mark = e.target instanceof Element ? e.target.closest<HTMLElement>("article.text a.mark") : null;
    anchor = mark && e.button === 0 ? pointAt(e) : null;
    if (!mark || !anchor) return;
    e.preventDefault(); // or the browser goes on with a selection of its own
    mark.focus({ preventScroll: true });
    getSelection()!.removeAllRanges();
  });
  addEventListener("mousemove", (e) => {
    const focus = anchor && pointAt(e);
    if (anchor && focus) getSelection()!.setBaseAndExtent(...anchor, ...focus);
  });
  addEventListener("mouseup", () => (anchor = null));
}
