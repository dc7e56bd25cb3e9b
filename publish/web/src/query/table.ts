// An answer as a table.
import type { Row, Table, Term } from "./answer";
import { element } from "../shared/dom";
import type { Pages } from "./pages";

const LONGEST = 500; // characters of a value; downloads hold all
const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMBERS = new Set(
  ["integer", "decimal", "double", "float", "int", "long", "short", "nonNegativeInteger", "positiveInteger"].map(
    (name) => XSD + name,
  ),
);

/** The number that a term is, or undefined. */
export function numberOf(term: Term | undefined): number | undefined {
  if (!term?.datatype || !NUMBERS.has(term.datatype)) return undefined;
  const number = Number(term.value);
  return Number.isFinite(number) ? number : undefined;
}

/** A term in short: a prefixed name, the text of a literal. */
export function shortText(term: Term | undefined, pages: Pages): string {
  if (!term) return "";
  if (term.type === "uri") return pages.short(term.value);
  return term.type === "bnode" ? `_:${term.value}` : term.value;
}

/** The address to which an IRI leads: its page in this site, else itself where the web has it. */
export function addressOf(term: Term | undefined, pages: Pages): string | undefined {
  if (term?.type !== "uri") return undefined;
  return pages.page(term.value) ?? (/^https?:/.test(term.value) ? term.value : undefined);
}

export function tableOf(answer: Table, headings: string[], pages: Pages, numbers: Intl.NumberFormat): HTMLElement {
  const isNumeric = headings.map((_, place) => answer.rows.some((row) => numberOf(row[place]) !== undefined));
  const head = headings.map((name, place) =>
    element("th", { scope: "col", class: isNumeric[place] ? "num" : "" }, name),
  );
  const row = (terms: Row) => element("tr", {}, ...terms.map((term) => cell(term, pages, numbers)));
  return element(
    "table",
    {},
    element("thead", {}, element("tr", {}, ...head)),
    element("tbody", {}, ...answer.rows.map(row)),
  );
}

function cell(term: Term | undefined, pages: Pages, numbers: Intl.NumberFormat): HTMLElement {
  if (!term) return element("td");
  const number = numberOf(term);
  if (number !== undefined && term.value.length <= 15) {
    return element("td", { class: "num" }, element("data", { value: term.value }, numbers.format(number)));
  }
  return element("td", {}, ...content(term, pages));
}

function content(term: Term, pages: Pages): Node[] {
  if (term.type === "uri") {
    const href = addressOf(term, pages);
    const text = pages.short(term.value);
    if (!href) return [element("code", {}, text)];
    const kind = pages.page(term.value) ? "" : "out";
    return [element("a", { href, class: kind, title: text === term.value ? "" : term.value, dir: "ltr" }, text)];
  }
  if (term.type !== "literal") return [element("code", {}, term.type === "bnode" ? `_:${term.value}` : term.value)];
  const text = term.value.length > LONGEST ? `${term.value.slice(0, LONGEST)}…` : term.value;
  const language = term["xml:lang"] ?? "";
  const shown: Node[] = [element("span", { class: "text", lang: language, dir: "auto" }, text)];
  if (language && language !== document.documentElement.lang) {
    shown.push(new Text(" "), element("span", { class: "tag" }, language));
  }
  return shown;
}
