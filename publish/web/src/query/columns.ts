// Which columns of an answer a chart can show, and which rows are facts that a picture can show.
import type { Row, Table } from "./answer";
import type { Pages } from "./pages";
import { numberOf, shortText } from "./table";

const BARS = 40; // rows
const LONGEST = 48; // characters of a name

export interface Columns {
  names: string[];
  numbers: number[];
  nameOf: string;
  numberOf: string;
  locale: string;
  isCut: boolean;
}

/** The first column of names (a `?xLabel` goes before its `?x`) and the first of numbers; undefined without both. */
export function columnsOf(answer: Table, pages: Pages, locale: string): Columns | undefined {
  const { variables, rows } = answer;
  const column = (place: number) => rows.map((row) => row[place]).filter((term) => term !== undefined);
  const isNumeric = variables.map((_, place) => {
    const terms = column(place);
    return terms.length > 0 && terms.every((term) => numberOf(term) !== undefined);
  });
  const number = isNumeric.indexOf(true);
  const first = variables.findIndex((_, place) => !isNumeric[place] && column(place).length > 0);
  if (number < 0 || first < 0 || rows.length < 2) return undefined;
  const label = variables.indexOf(`${variables[first] ?? ""}Label`);
  // Where names lie beside things without a common stem (?class ?label), the texts say more than the IRIs.
  const text = variables.findIndex((_, place) => !isNumeric[place] && column(place).some((t) => t.type === "literal"));
  const isThing = rows[0]?.[first]?.type === "uri";
  const name = label >= 0 ? label : isThing && text >= 0 ? text : first;
  const shown = rows.slice(0, BARS);
  return {
    names: shown.map((row) => cut(shortText(row[name] ?? row[first], pages))),
    numbers: shown.map((row) => numberOf(row[number]) ?? 0),
    nameOf: variables[name] ?? "",
    numberOf: variables[number] ?? "",
    locale,
    isCut: answer.count > shown.length,
  };
}

export function cut(text: string, longest = LONGEST): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

/** Whether the rows are facts: a thing, a property, a value. */
export function isOfFacts(answer: Table): boolean {
  const isFact = ([s, p, o, ...more]: Row) => s && s.type !== "literal" && p?.type === "uri" && o && more.length === 0;
  return answer.rows.length > 0 && answer.rows.every(isFact);
}
