// What a query's text shows before it runs; the same as publish/medtown/sparql/text.py and engine.py.
import { Fault } from "./fault";

const UPDATES = ["INSERT", "DELETE", "WITH", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"];

const BLANK = /(?:[ \t\r\n\ufeff]+|#[^\r\n]*)*/uy;
const PREFIX = /PREFIX[ \t\r\n]+([^\s:<>#]*):/iuy;
const BASE = /BASE(?![A-Za-z])/iuy;
const IRI = /<([^<>"{}|^`\x00-\x20]*)>/uy; // eslint-disable-line no-control-regex -- as SPARQL's grammar has it
const WORD = /[A-Za-z]+/uy;

// A keyword may follow a number, a boolean, a string or an IRI without a space, but not a name.
const SERVICE = /(?:(?<![\p{L}\p{N}_?$:-])|(?<=\p{Nd})|(?<=true)|(?<=false))SERVICE/giu;
const SILENT = /SILENT/iuy;
const SERVICE_NAME = /<[^<>\s]*>|(?:[^\s{}#\\]|\\.)+/uy;

const ALL = /SELECT\s*(?:(?:DISTINCT|REDUCED)\s*)?\*/iuy;
const VARIABLE = /[?$]([\p{L}\p{N}_]+)/gu;

const POSITION = /error at (\d+):(\d+): /su;
// What the engine says in words, and the key of our text for it.
const KNOWN = {
  "Prefix not found": "prefix",
  "IRI parsing failed": "iri",
  "The SELECT contains a variable that is unbound": "ungrouped",
  "language tag parsing failed": "tag",
};
const SHOWN = 40; // characters of the query in a message

/** A query's prefix declarations, its first keyword (upper case, or empty) and where that stands. */
export interface Prologue {
  prefixes: Record<string, string>;
  form: string;
  start: number;
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function skipBlank(text: string, at: number): number {
  return at + (match(BLANK, text, at)?.[0].length ?? 0);
}

/** Read a query's prologue (SPARQL 1.1, section 4.1) up to the keyword that names its form. */
export function prologue(query: string): Prologue {
  const prefixes: Record<string, string> = {};
  let at = skipBlank(query, 0);
  for (;;) {
    const prefix = match(PREFIX, query, at);
    const declared = prefix ?? match(BASE, query, at);
    if (!declared) {
      const word = match(WORD, query, at);
      return { prefixes, form: word ? word[0].toUpperCase() : "", start: at };
    }
    const iri = match(IRI, query, skipBlank(query, at + declared[0].length));
    if (!iri) return { prefixes, form: "", start: at };
    if (prefix) prefixes[prefix[1] ?? ""] = iri[1] ?? "";
    at = skipBlank(query, iri.index + iri[0].length);
  }
}

/** Where the query calls another endpoint, or undefined; strings and comments are searched too, to be sure. */
function serviceCall(query: string): number | undefined {
  const declared = prologue(query).prefixes;
  for (const found of query.matchAll(SERVICE)) {
    const at = skipBlank(query, found.index + found[0].length);
    const silent = match(SILENT, query, at);
    const places = silent ? [at, skipBlank(query, at + silent[0].length)] : [at];
    if (places.some((place) => isCalled(query, place, declared))) return found.index;
  }
  return undefined;
}

/** Whether an IRI, a variable or a prefixed name stands here, and a group after it. */
function isCalled(query: string, at: number, declared: Record<string, string>): boolean {
  const name = match(SERVICE_NAME, query, at)?.[0];
  if (!name || !query.startsWith("{", skipBlank(query, at + name.length))) return false;
  const colon = name.indexOf(":");
  return "<?$".includes(name.charAt(0)) || (colon >= 0 && name.slice(0, colon) in declared);
}

/** Refuse a query that would change data. */
export function refuseUpdate(query: string): void {
  const { form } = prologue(query);
  if (UPDATES.includes(form)) throw new Fault("update", { form });
}

/** Refuse a query that calls another endpoint: the engine can't, and would answer a SILENT call with nothing. */
export function refuseService(query: string): void {
  const at = serviceCall(query);
  if (at === undefined) return;
  const before = query.slice(0, at).split("\n");
  throw new Fault("service", { line: before.length, column: (before.at(-1) ?? "").length + 1 });
}

/** The engine's complaint for a person: what it says in words, or the text at which it stopped. */
export function faultOf(query: string, message: string): Fault[] {
  const position = POSITION.exec(message);
  if (!position) return [new Fault("failed", { reason: message })];
  const [line, column] = [Number(position[1]), Number(position[2])];
  const lines = query.split("\n").slice(0, line);
  lines.push((lines.pop() ?? "").slice(0, column - 1));
  const last = lines.filter((part) => part.trim()).at(-1) ?? "";
  const known = Object.entries(KNOWN).find(([words]) => message.includes(words));
  const place = new Fault("syntax", { line, column, text: `“${last.trim().slice(-SHOWN)}”` });
  return known ? [place, new Fault(known[1])] : [place];
}

/** The variables of a SELECT * in the order in which the query names them; the engine sorts them by name. */
export function inOrder(variables: string[], query: string): string[] {
  if (!match(ALL, query, prologue(query).start)) return variables;
  const written = [...new Set([...query.matchAll(VARIABLE)].map((found) => found[1] ?? ""))];
  const place = (name: string) => (written.includes(name) ? written.indexOf(name) : written.length);
  return [...variables].sort((a, b) => place(a) - place(b));
}

/** The query with the variables in the place of SELECT *, so that every format has them in that order. */
export function spelledOut(query: string, variables: string[]): string {
  const all = match(ALL, query, prologue(query).start);
  if (!all || variables.length === 0) return query;
  const star = all.index + all[0].length;
  return `${query.slice(0, star - 1)} ${variables.map((name) => `?${name}`).join(" ")} ${query.slice(star)}`;
}
