// The answer to a query as the page shows it: of a big one the first rows and how many there are.
import { inOrder, prologue } from "./text";

export const SHOWN = 1000; // rows

/** An RDF term, as SPARQL 1.1 Query Results JSON has it. */
export interface Term {
  type: "uri" | "literal" | "bnode" | "triple";
  value: string;
  "xml:lang"?: string;
  datatype?: string;
}

export type Row = (Term | undefined)[];

/** `graph` says that the rows are the triples of a CONSTRUCT or DESCRIBE query. */
export interface Table {
  kind: "table" | "graph";
  variables: string[];
  rows: Row[];
  count: number;
}

export interface Truth {
  kind: "truth";
  value: boolean;
}

export type Answer = Table | Truth;

export const JSON_RESULTS = "application/sparql-results+json";
export const NTRIPLES = "application/n-triples";

/** The media type in which the answer to a query is read. */
export function mediaType(query: string): string {
  return ["CONSTRUCT", "DESCRIBE"].includes(prologue(query).form) ? NTRIPLES : JSON_RESULTS;
}

interface Results {
  head: { vars?: string[] };
  boolean?: boolean;
  results?: { bindings: Record<string, Term>[] };
}

/** Read an answer in the media type of its query. */
export function digest(text: string, query: string): Answer {
  if (mediaType(query) === NTRIPLES) {
    const lines = [...new Set(text.split("\n"))].filter((line) => line && !line.startsWith("#")).sort();
    return { kind: "graph", variables: [], rows: lines.slice(0, SHOWN).map(readTriple), count: lines.length };
  }
  const { head, boolean, results } = JSON.parse(text) as Results;
  if (boolean !== undefined) return { kind: "truth", value: boolean };
  const variables = inOrder(head.vars ?? [], query);
  const bindings = results?.bindings ?? [];
  const rows = bindings.slice(0, SHOWN).map((binding) => variables.map((name) => binding[name]));
  return { kind: "table", variables, rows, count: bindings.length };
}

const TRIPLE = /^(<[^>]*>|_:\S+)\s*(<[^>]*>)\s*(.*?)\s*\.\s*$/su;
const LITERAL = /^"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?$/su;
const ESCAPE = /\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/gsu;
const PLAIN: Record<string, string> = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f" };

function readTriple(line: string): Row {
  const found = TRIPLE.exec(line);
  if (!found) throw new Error(line.slice(0, 80));
  return found.slice(1).map(readTerm);
}

/** A term of N-Triples. */
function readTerm(term: string): Term {
  if (term.startsWith("<") && !term.startsWith("<<")) return { type: "uri", value: unescaped(term.slice(1, -1)) };
  if (term.startsWith("_:")) return { type: "bnode", value: term.slice(2) };
  const literal = LITERAL.exec(term);
  if (!literal) return { type: "triple", value: term };
  const made: Term = { type: "literal", value: unescaped(literal[1] ?? "") };
  if (literal[2]) made["xml:lang"] = literal[2];
  if (literal[3]) made.datatype = unescaped(literal[3]);
  return made;
}

function unescaped(text: string): string {
  return text.replace(ESCAPE, (_, four?: string, eight?: string, one = "") => {
    const code = four ?? eight;
    return code ? String.fromCodePoint(parseInt(code, 16)) : (PLAIN[one as string] ?? (one as string));
  });
}
