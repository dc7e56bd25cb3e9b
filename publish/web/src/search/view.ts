// Shows what was found: a list of results, and filters with their counts.
import { element, fill } from "../shared/dom";
import { parts } from "../shared/fold";
import type { Facet, Text, Thing } from "./data";
import type { Chosen, Found, Hit } from "./engine";

const AT_ONCE = 20; // results
const FEW = 8; // values of a filter seen at once
const OPEN = 3; // filters that stand open

/** The interface's texts; `{n}`, `{q}` stand for what is filled in. */
export interface Texts {
  results: string;
  none: string;
  filtered: string;
  near: string;
  also: string;
  all: string;
  year: string;
}

/** The elements of the page. */
export interface Places {
  count: HTMLElement;
  results: HTMLElement;
  more: HTMLButtonElement;
  near: HTMLElement;
  filters: HTMLElement;
  lists: HTMLElement;
  clear: HTMLButtonElement;
}

/** The list of results. */
export class Results {
  private hits: Hit[] = [];
  private shown = 0;

  constructor(
    private readonly places: Places,
    private readonly texts: Texts,
    private readonly numbers: Intl.NumberFormat,
  ) {
    places.more.addEventListener("click", () => {
      const first = this.shown;
      this.extend();
      places.results.children[first]?.querySelector("a")?.focus();
    });
  }

  show(query: string, found: Found, nearest: Thing[]): void {
    const { count, results, near } = this.places;
    this.hits = found.hits;
    this.shown = 0;
    results.replaceChildren();
    this.extend();
    if (found.hits.length > 0) {
      count.textContent = fill(this.texts.results, { n: this.numbers.format(found.hits.length) });
    } else {
      count.textContent = found.total > 0 ? this.texts.filtered : fill(this.texts.none, { q: isolated(query) });
    }
    near.hidden = nearest.length === 0;
    this.places.lists.hidden = found.total > 0 || nearest.length > 0;
    near.replaceChildren(
      element("p", {}, this.texts.near),
      element("ul", {}, ...nearest.map((thing) => element("li", {}, titleOf({ thing, matched: new Set() })))),
    );
  }

  private extend(): void {
    const next = this.hits.slice(this.shown, this.shown + AT_ONCE);
    this.places.results.append(...next.map((hit) => this.result(hit)));
    this.shown += next.length;
    this.places.more.hidden = this.shown >= this.hits.length;
  }

  private result(hit: Hit): HTMLLIElement {
    const { thing, matched } = hit;
    const line = [...thing.places.slice(0, 2), span(thing.years)].filter(Boolean).join(" · ");
    const row = element("li", {}, titleOf(hit), ...tag(thing.title));
    if (thing.kind) row.append(" ", element("span", { class: "kind" }, thing.kind));
    if (line) row.append(element("p", { class: "line" }, line));
    if (thing.text.text) row.append(text("p", "snippet", thing.text, matched, ...tag(thing.text)));
    const other = isIn(thing.title, matched) ? undefined : thing.names.find((name) => isIn(name, matched));
    if (other)
      row.append(
        element("p", { class: "line" }, `${this.texts.also} `, text("span", "", other, matched), ...tag(other)),
      );
    return row;
  }
}

function titleOf({ thing, matched }: Hit): HTMLAnchorElement {
  const link = text("a", "", thing.title, matched);
  link.href = thing.href;
  return link;
}

/** A text with its language and direction, the words by which it was found marked. */
function text<K extends "a" | "p" | "span">(
  name: K,
  type: string,
  { text, language = "" }: Text,
  matched: ReadonlySet<string>,
  ...after: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const marked = parts(text, (word) => matched.has(word)).map((part) =>
    part.marked ? element("mark", {}, part.text) : part.text,
  );
  return element(name, { class: type, lang: language, dir: "auto" }, ...marked, ...after);
}

/** The tag of the language that a text is in, where that is not the page's. */
function tag({ language }: Text): (Node | string)[] {
  if (!language) return [];
  const page = document.documentElement.lang;
  return [" ", element("abbr", { class: "tag", lang: page, title: nameOf(language, page) }, language)];
}

/** The name of a language in that of the page; a tag that browsers do not know, such as `x-old`, as it is. */
function nameOf(language: string, page: string): string {
  try {
    return new Intl.DisplayNames(page, { type: "language" }).of(language) ?? language;
  } catch {
    return language;
  }
}

function isIn({ text }: Text, matched: ReadonlySet<string>): boolean {
  return parts(text, (word) => matched.has(word)).some((part) => part.marked);
}

/** A text that runs its own way among others (Unicode Standard Annex 9: first strong isolate). */
function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}

function span([first, last]: number[]): string {
  return first === undefined ? "" : last === undefined || last === first ? String(first) : `${first}–${last}`;
}

/** The filters: made once, so that the keyboard stays where it is; a search changes their counts. */
export class Filters {
  private readonly shown: Filter[];

  constructor(
    private readonly places: Places,
    facets: readonly Facet[],
    texts: Texts,
    numbers: Intl.NumberFormat,
    changed: () => void,
  ) {
    this.shown = facets.map((facet, place) => new Filter(facet, place < OPEN, texts, numbers, changed));
    places.filters.replaceChildren(...this.shown.map((filter) => filter.root));
    places.clear.addEventListener("click", () => {
      this.choose(new Map());
      changed();
      this.places.count.focus();
    });
  }

  /** What is chosen. */
  get chosen(): Chosen {
    return new Map(this.shown.flatMap((filter) => (filter.chosen.size > 0 ? [[filter.facet.key, filter.chosen]] : [])));
  }

  /** Choose these values and no others. */
  choose(chosen: Chosen): void {
    for (const filter of this.shown) filter.choose(chosen.get(filter.facet.key) ?? new Set());
  }

  show({ counts }: Found): void {
    this.shown.forEach((filter, place) => {
      filter.show(counts[place] ?? []);
    });
    this.places.clear.hidden = this.chosen.size === 0;
  }
}

/** A value of a filter: its place in the facet, and its elements. */
interface Value {
  id: string;
  place: number;
  row: HTMLElement;
  box: HTMLInputElement;
  count: HTMLElement;
}

class Filter {
  readonly root: HTMLDetailsElement;
  private readonly list: HTMLUListElement;
  private readonly values: Value[];
  private readonly all: HTMLButtonElement;
  private isWhole = false;
  private counts: number[] = [];

  constructor(
    readonly facet: Facet,
    isOpen: boolean,
    private readonly texts: Texts,
    private readonly numbers: Intl.NumberFormat,
    changed: () => void,
  ) {
    this.values = facet.values.map(({ id, label }, place) => {
      const box = element("input", { type: "checkbox", name: facet.key, value: id });
      const count = element("span", { class: "count" });
      box.addEventListener("change", changed);
      return {
        id,
        place,
        box,
        count,
        row: element("li", {}, element("label", {}, box, element("bdi", {}, label), " ", count)),
      };
    });
    this.all = element("button", { type: "button", class: "quiet" });
    this.all.addEventListener("click", () => {
      this.isWhole = true;
      const hidden = this.values.find(({ row }) => row.hidden);
      this.show(this.counts);
      hidden?.box.focus();
    });
    this.list = element("ul", {}, ...this.values.map(({ row }) => row));
    const group = element("div", { role: "group", "aria-label": facet.label }, this.list, this.all);
    this.root = element("details", {}, element("summary", {}, facet.label), group);
    this.root.open = isOpen;
  }

  get chosen(): Set<string> {
    return new Set(this.values.filter(({ box }) => box.checked).map(({ id }) => id));
  }

  choose(ids: ReadonlySet<string>): void {
    for (const { id, box } of this.values) box.checked = ids.has(id);
    if (this.chosen.size > 0) this.root.open = true;
  }

  /** Show the values that leave something, the first few unless all are wanted, and those that are chosen. */
  show(counts: number[]): void {
    this.counts = counts;
    let seen = 0;
    let folded = 0;
    for (const { row, box, count, place } of this.inOrder()) {
      const number = counts[place] ?? 0;
      count.textContent = this.numbers.format(number);
      const isWanted = box.checked || (number > 0 && (this.isWhole || seen < FEW));
      row.hidden = !isWanted;
      if (isWanted) seen += 1;
      else if (number > 0) folded += 1;
    }
    this.all.hidden = folded === 0;
    this.all.textContent = fill(this.texts.all, { n: this.numbers.format(seen + folded) });
    this.root.hidden = seen === 0;
  }

  /** The values by their counts; as they stand while the keyboard is among them. */
  private inOrder(): Value[] {
    if (!this.facet.isOrdered && !this.list.contains(document.activeElement)) {
      this.values.sort((a, b) => (this.counts[b.place] ?? 0) - (this.counts[a.place] ?? 0) || a.place - b.place);
      this.list.append(...this.values.map(({ row }) => row));
    }
    return this.values;
  }
}
