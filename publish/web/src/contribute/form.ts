// What a form asks for, as the page holds it (site/contribute.py), and the values that a person gives.

export interface Field {
  id: string;
  name: string;
  path: string;
  kind: "choice" | "link" | "text" | "time" | "number" | "truth";
  min: number;
  max: number | null;
  datatypes: string[];
  languages: [tag: string, name: string][];
  needs: string[][];
  unique: boolean;
  patterns: Pattern[];
  low: string | null;
  high: string | null;
  list: string;
  examples: string[];
}

export type Pattern = [pattern: string, message: string];

export interface Form {
  types: string[];
  given: [path: string, terms: string[]][];
  parent: string;
  patterns: Pattern[];
  taken: string;
  label: string;
  file: string;
  prefixes: Record<string, string>;
  forge: Forge | null;
  fields: Field[];
}

export interface Forge {
  address: string;
  name: string;
  text: string;
}

export type Texts = Record<
  | "needed"
  | "neededIn"
  | "more"
  | "choose"
  | "time"
  | "number"
  | "link"
  | "datatype"
  | "twice"
  | "pattern"
  | "low"
  | "high"
  | "iri"
  | "taken",
  string
>;

/** What stands in one row of a field; `term` is what a chosen label means. */
export interface Value {
  control: Control;
  text: string;
  language: string;
  term: string | undefined;
}

export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** The JSON at an address; `otherwise` where it can't be had, so that a form works, if with less help. */
export async function fetched<T>(address: string, otherwise: T): Promise<T> {
  try {
    const answer = await fetch(address);
    return answer.ok ? ((await answer.json()) as T) : otherwise;
  } catch {
    return otherwise;
  }
}
