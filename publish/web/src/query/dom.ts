// Small helpers to make elements and sentences.

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

/** The element of an id, which the page's template is known to hold. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller knows the template
export function byId<T extends HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found as T;
}

/** A text with `{name}` filled in. */
export function fill(text: string, values: Record<string, string | number> = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

export type Texts = Record<string, string>;

/** The page's texts, in its language. */
export function readTexts(): Texts {
  return JSON.parse(byId("query-texts").textContent) as Texts;
}

/** What a person is told: a text of the page's by its key, with what is filled in. */
export class Fault extends Error {
  constructor(
    readonly key: string,
    readonly values: Record<string, string | number> = {},
  ) {
    super(key);
  }
}
