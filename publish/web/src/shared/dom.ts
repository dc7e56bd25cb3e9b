// What every room needs of the page that it is in: its elements, its data, its texts.

/** An element with attributes (the empty ones left out) and children. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** The one element of a kind that a selector finds, which the page's template is known to hold. */
export function one<E extends HTMLElement>(selector: string, kind: new () => E, within: ParentNode = document): E {
  const found = within.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`the page has no ${selector}`);
  return found;
}

/** The element of an id. */
export function byId(id: string): HTMLElement {
  return one(`#${CSS.escape(id)}`, HTMLElement);
}

/** The JSON that the element of an id holds; null where there is none. */
export function held(id: string): unknown {
  return JSON.parse(document.getElementById(id)?.textContent ?? "null");
}

/** A text with `{name}` filled in. */
export function fill(text: string, values: Record<string, string | number> = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
