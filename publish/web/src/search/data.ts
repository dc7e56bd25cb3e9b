// What the site publishes for its search page: names.json for all languages and <language>.json (pages/search.py).

interface Shared {
  paths: string[];
  names: string[][]; // texts, each before the languages that it is a name in
  kinds: number[];
  weights: number[];
  years: number[][];
  places: number[][];
  facets: { key: string; ids: string[]; things: number[][] }[];
}

interface Own {
  titles: number[];
  texts: (string | [string, string])[];
  kinds: string[];
  places: string[];
  facets: { label: string; values: string[] }[];
}

/** A text and its language where that is not the page's; a text that is in no language has none. */
export interface Text {
  text: string;
  language?: string;
}

/** A thing that can be found. */
export interface Thing {
  id: number;
  href: string;
  title: Text;
  names: Text[]; // the others
  kind: string;
  text: Text;
  places: string[];
  years: number[];
  weight: number;
}

/**
 * What things are narrowed by: `of` gives the places of a thing's values in `values`; these have an order of their own
 * (years) or are best shown by their counts.
 */
export interface Facet {
  key: string;
  isOrdered: boolean;
  label: string;
  values: { id: string; label: string }[];
  of: number[][];
}

export interface Library {
  things: Thing[];
  facets: Facet[];
}

/** Where the page stands: its language, the suffix of pages in it and the way to the top of the site. */
export interface Page {
  language: string;
  suffix: string;
  top: string;
}

/** Fetch both files. Rejects where one can't be had. */
export async function load(page: Page, year: string): Promise<Library> {
  const [shared, own] = await Promise.all([fetched("names.json"), fetched(`${page.language}.json`)]);
  return library(shared as Shared, own as Own, page, year);
}

async function fetched(name: string): Promise<unknown> {
  const response = await fetch(name);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response.json();
}

function library(shared: Shared, own: Own, page: Page, year: string): Library {
  const things = shared.paths.map((path, id): Thing => {
    const names = textsOf(shared.names[id] ?? [], page.language);
    const [title = { text: path }] = names.splice(own.titles[id] ?? 0, 1);
    const [file, anchor] = path.split("#");
    const text = own.texts[id] ?? "";
    return {
      id,
      href: `${page.top}${file ?? ""}${page.suffix}${anchor ? `#${anchor}` : ""}`,
      title,
      names,
      kind: own.kinds[shared.kinds[id] ?? -1] ?? "",
      text: typeof text === "string" ? { text } : { text: text[0], language: text[1] },
      places: (shared.places[id] ?? []).map((place) => own.places[place] ?? ""),
      years: shared.years[id] ?? [],
      weight: shared.weights[id] ?? 0,
    };
  });
  const facets = shared.facets.map(({ key, ids, things: holders }, place): Facet => {
    const named = own.facets[place];
    const of = things.map((): number[] => []);
    holders.forEach((ids, value) => {
      for (const id of ids) of[id]?.push(value);
    });
    const values = ids.map((id, n) => ({ id, label: named?.values[n] ?? id }));
    return { key, isOrdered: false, label: named?.label ?? key, values, of };
  });
  const years = yearFacet(things, year);
  return { things, facets: [...facets.slice(0, 2), ...(years.values.length > 1 ? [years] : []), ...facets.slice(2)] };
}

function textsOf(names: string[], language: string): Text[] {
  const texts: Text[] = [];
  for (let n = 0; n < names.length; n += 2) {
    const tags = (names[n + 1] ?? "").split(" ");
    const other = tags.includes(language) ? undefined : tags[0];
    texts.push({ text: names[n] ?? "", ...(other ? { language: other } : {}) });
  }
  return texts;
}

/** The years from the first to the last of each thing, the latest first. */
function yearFacet(things: Thing[], label: string): Facet {
  const spans = things.map(({ years: [first, last] }) => (first === undefined ? [] : range(first, last ?? first)));
  const years = [...new Set(spans.flat())].sort((a, b) => b - a);
  const places = new Map(years.map((year, place) => [year, place]));
  return {
    key: "year",
    isOrdered: true,
    label,
    values: years.map((year) => ({ id: String(year), label: String(year) })),
    of: spans.map((span) => span.map((year) => places.get(year) ?? -1)),
  };
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, n) => first + n);
}
