// Finds things by words and narrows them by facets.
import MiniSearch, { type SearchOptions, type SearchResult } from "minisearch";
import type { Facet, Library, Thing } from "./data";
import { words } from "../shared/fold";

const AT_ONCE = 500; // things indexed before the page may breathe
const NEAREST = 5; // titles shown where nothing is found

/** A thing that was found and the folded words by which. */
export interface Hit {
  thing: Thing;
  matched: ReadonlySet<string>;
}

/** What is chosen in the facets: the ids of values by the facet's key. */
export type Chosen = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * What a search gives: `total` is how many things have its words, `hits` are those of them with the chosen values;
 * `counts` has, for each facet, how many things each of its values would leave.
 */
export interface Found {
  hits: Hit[];
  total: number;
  counts: number[][];
}

const almost = (term: string) => (term.length > 3 && !/\d/.test(term) ? 0.25 : false); // of its letters are wrong
const WAYS: SearchOptions[] = [
  { combineWith: "AND" },
  { combineWith: "AND", fuzzy: almost },
  { combineWith: "OR" },
  { combineWith: "OR", fuzzy: almost },
];

type Field = "title" | "names" | "text" | "about";
const NOTHING: ReadonlySet<string> = new Set();

export class Engine {
  readonly facets: readonly Facet[];
  private readonly everything: readonly Hit[];
  private readonly named = new Map<string, Set<number>>(); // by the words of a whole name

  private constructor(
    private readonly things: readonly Thing[],
    library: Library,
    language: string,
    private readonly index: MiniSearch<Thing>,
  ) {
    const order = new Intl.Collator(language, { numeric: true });
    this.facets = library.facets;
    for (const { id, title, names } of things) {
      for (const name of [title, ...names]) {
        const key = whole(name.text);
        this.named.set(key, (this.named.get(key) ?? new Set()).add(id));
      }
    }
    // What the most refers to first.
    this.everything = things
      .toSorted((a, b) => b.weight - a.weight || order.compare(a.title.text, b.title.text))
      .map((thing) => ({ thing, matched: NOTHING }));
  }

  /** Index a library. */
  static async of(library: Library, language: string): Promise<Engine> {
    const values = (id: number) =>
      library.facets.flatMap((facet) => (facet.of[id] ?? []).map((value) => facet.values[value]?.label));
    const fields: Record<Field, (thing: Thing) => string> = {
      title: (thing) => thing.title.text,
      names: (thing) => thing.names.map((name) => name.text).join(" "),
      text: (thing) => thing.text.text,
      about: (thing) => [thing.kind, ...thing.places, ...values(thing.id)].join(" "),
    };
    const index = new MiniSearch<Thing>({
      fields: Object.keys(fields),
      extractField: (thing, field) => (field === "id" ? thing.id : fields[field as Field](thing)) as string,
      tokenize: words,
      processTerm: (term) => term,
      searchOptions: {
        boost: { title: 4, names: 3, about: 1.5 } satisfies Partial<Record<Field, number>>,
        boostDocument: (id: number) => 1 + (library.things[id]?.weight ?? 0) / 10, // what much refers to
        prefix: true,
        weights: { fuzzy: 0.2, prefix: 0.5 },
      },
    });
    await index.addAllAsync(library.things, { chunkSize: AT_ONCE });
    return new Engine(library.things, library, language, index);
  }

  /** What has the words of a query, in the strictest way in which anything has, and the chosen values. */
  find(query: string, chosen: Chosen): Found {
    const facets = this.facets.map((facet) => {
      const ids = chosen.get(facet.key) ?? NOTHING;
      return { facet, values: new Set(facet.values.flatMap(({ id }, value) => (ids.has(id) ? [value] : []))) };
    });
    const counts = this.facets.map((facet) => facet.values.map(() => 0));
    const matching = this.matching(query);
    const hits = matching.filter(({ thing: { id } }) => {
      const failed = facets.filter(
        ({ facet, values }) => values.size > 0 && !facet.of[id]?.some((value) => values.has(value)),
      );
      facets.forEach(({ facet }, place) => {
        // A facet's own choice does not narrow its counts: another value would be chosen beside it.
        if (failed.some((other) => other.facet !== facet)) return;
        const count = counts[place];
        if (count) for (const value of facet.of[id] ?? []) count[value] = (count[value] ?? 0) + 1;
      });
      return failed.length === 0;
    });
    return { hits, total: matching.length, counts };
  }

  /** The things whose titles are nearest to what was not found. */
  nearest(query: string): Thing[] {
    const found = this.index.search(query, { fields: ["title", "names"], fuzzy: 0.4, maxFuzzy: 4, combineWith: "OR" });
    return found.slice(0, NEAREST).flatMap(({ id }) => this.things[id as number] ?? []);
  }

  private matching(query: string): readonly Hit[] {
    if (words(query).length === 0) return query.trim() ? [] : this.everything;
    let found: SearchResult[] = [];
    for (const way of WAYS) if (found.length === 0) found = this.index.search(query, way);
    // Who writes a whole name, in whatever language, wants what has it rather than what mentions it.
    const named = this.named.get(whole(query)) ?? new Set();
    return found
      .toSorted((a, b) => Number(named.has(b.id as number)) - Number(named.has(a.id as number)))
      .flatMap(({ id, terms }) => {
        const thing = this.things[id as number];
        return thing ? [{ thing, matched: new Set(terms) }] : [];
      });
  }
}

function whole(name: string): string {
  return words(name).join(" ");
}
