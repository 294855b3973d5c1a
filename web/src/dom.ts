// Elements, made of texts and attributes alone: no markup is ever parsed.

export type Child = Node | string | false | null | undefined;
type Attributes = Record<string, string | number | boolean | undefined>;

// h makes an HTML element. An attribute of true is empty, one of false or undefined left out.
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), attributes, children);
}

// svg makes an SVG element.
export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElementTagNameMap[K] {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function fill<E extends Element>(e: E, attributes: Attributes, children: Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== undefined) e.setAttribute(name, value === true ? "" : String(value));
  }
  e.append(...children.filter((c): c is Node | string => c !== false && c !== null && c !== undefined));
  return e;
}

// name is a text from an article, whose direction cannot reach beyond it.
export function name(text: string, className = ""): HTMLElement {
  return h("bdi", { class: className || undefined }, text);
}

// clear returns an element emptied.
export function clear<E extends Element>(e: E): E {
  e.replaceChildren();
  return e;
}
