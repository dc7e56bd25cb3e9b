// What is wrong with the values of a field, by what its shapes ask; what only the whole graph can tell is left out.
import { fill } from "../shared/dom";
import type { Control, Field, Pattern, Texts, Value } from "./form";
import { latinDigits, termOf } from "./terms";

export interface Fault {
  control: Control;
  message: string;
}

// What is said of a value that can't be one of a kind of field.
const MISTAKEN = {
  choice: "choose",
  link: "link",
  time: "time",
  number: "number",
  text: "datatype",
  truth: "datatype",
} as const satisfies Record<Field["kind"], keyof Texts>;

/** The faults of a field; its rows are at least one, and may be empty. */
export function faultsOf(field: Field, rows: Value[], texts: Texts): Fault[] {
  const given = rows.filter((value) => value.text !== "");
  return [
    ...missing(field, rows, given, texts),
    ...(field.unique ? twice(given, texts) : []),
    ...given.flatMap((value) => wrong(field, value, texts).map((message) => ({ control: value.control, message }))),
  ];
}

function missing(field: Field, rows: Value[], given: Value[], texts: Texts): Fault[] {
  const at = rows.find((value) => value.text === "")?.control ?? rows[0]?.control;
  if (!at || (given.length === 0 && field.min === 0)) return [];
  const lacking = field.needs.filter((tags) => !given.some((value) => tags.includes(value.language)));
  if (lacking.length > 0) {
    return lacking.map((tags) => ({
      control: rows.find((value) => value.text === "" && tags.includes(value.language))?.control ?? at,
      message: given.length > 0 ? fill(texts.neededIn, { language: nameOf(field, tags[0] ?? "") }) : texts.needed,
    }));
  }
  if (given.length >= field.min) return [];
  return [{ control: at, message: field.min === 1 ? texts.needed : fill(texts.more, { n: String(field.min) }) }];
}

function nameOf(field: Field, tag: string): string {
  return field.languages.find(([other]) => other === tag)?.[1] ?? tag;
}

function twice(given: Value[], texts: Texts): Fault[] {
  const later = given.filter((value, n) => given.slice(0, n).some((other) => other.language === value.language));
  return later.map(({ control }) => ({ control, message: texts.twice }));
}

function wrong(field: Field, value: Value, texts: Texts): string[] {
  if (termOf(field, value) === undefined) {
    return [fill(texts[MISTAKEN[field.kind]], { examples: field.examples.join(", ") })];
  }
  if (field.kind === "number") return limits(field, Number(latinDigits(value.text)), texts);
  return unfit(field.patterns, value.term?.replace(/^<(.*)>$/, "$1") ?? value.text, texts);
}

function limits(field: Field, number: number, texts: Texts): string[] {
  if (field.low !== null && number < Number(field.low)) return [fill(texts.low, { limit: field.low })];
  if (field.high !== null && number > Number(field.high)) return [fill(texts.high, { limit: field.high })];
  return [];
}

/** What the patterns say that a text does not fit. */
export function unfit(patterns: Pattern[], text: string, texts: Texts): string[] {
  return patterns.filter(([pattern]) => !fits(pattern, text)).map(([, message]) => message || texts.pattern);
}

/** Whether a text fits a regular expression of SPARQL; one that this browser can't read is left to the maintainers. */
function fits(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, "su").test(text);
  } catch {
    return true;
  }
}
