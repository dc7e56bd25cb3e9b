// From what a person writes to RDF terms, in N-Triples' form.
import type { Field, Value } from "./form";

const XSD = "http://www.w3.org/2001/XMLSchema#";
const LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString";
const ADDRESS = /^https?:\/\/[^\s<>"{}|\\^`]+$/;
const TAG = /^[a-z]{1,8}(-[a-z\d]{1,8})*$/i;

// XML Schema 1.1 part 2, without time zones; what is not here is any text.
const FORMS: Record<string, RegExp> = {
  [`${XSD}date`]: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
  [`${XSD}gYearMonth`]: /^\d{4}-(0[1-9]|1[0-2])$/,
  [`${XSD}gYear`]: /^\d{4}$/,
  [`${XSD}dateTime`]: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(Z|[+-]\d\d:\d\d)?$/,
  [`${XSD}nonNegativeInteger`]: /^\d+$/,
  [`${XSD}positiveInteger`]: /^0*[1-9]\d*$/,
  [`${XSD}integer`]: /^-?\d+$/,
  [`${XSD}int`]: /^-?\d+$/,
  [`${XSD}long`]: /^-?\d+$/,
  [`${XSD}short`]: /^-?\d+$/,
  [`${XSD}decimal`]: /^-?\d+(\.\d+)?$/,
  [`${XSD}double`]: /^-?\d+(\.\d+)?(e-?\d+)?$/i,
  [`${XSD}float`]: /^-?\d+(\.\d+)?(e-?\d+)?$/i,
  [`${XSD}language`]: TAG,
  [`${XSD}anyURI`]: ADDRESS,
};

/** Whether a text is an absolute address. */
export function isAddress(text: string): boolean {
  return ADDRESS.test(text);
}

/** The term of a value; undefined where the field can't have it. */
export function termOf(field: Field, value: Value): string | undefined {
  if (value.term !== undefined) return value.term;
  const datatype = datatypeOf(field, value);
  if (field.kind === "choice" || (field.kind === "link" && datatype === undefined)) {
    return isAddress(value.text) ? `<${value.text}>` : undefined;
  }
  if (value.language) return `${quoted(value.text)}@${value.language}`;
  if (datatype === undefined) return undefined;
  const text = FORMS[datatype] ? latinDigits(value.text) : value.text;
  return datatype === `${XSD}string` ? quoted(text) : `${quoted(text)}^^<${datatype}>`;
}

function datatypeOf(field: Field, value: Value): string | undefined {
  const text = latinDigits(value.text);
  return field.datatypes.find(
    (datatype) => datatype !== LANG_STRING && (FORMS[datatype]?.test(text) ?? true) && isReal(datatype, text),
  );
}

/** Whether a day is in the calendar: there is no 31 April. */
function isReal(datatype: string, text: string): boolean {
  if (datatype !== `${XSD}date`) return true;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(text);
}

/** A number or date with the digits that RDF knows, in place of Arabic and Persian ones. */
export function latinDigits(text: string): string {
  return text
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace("\u066b", ".");
}

/** A string of Turtle: what JSON escapes, Turtle escapes alike; half a character becomes U+FFFD. */
function quoted(text: string): string {
  return JSON.stringify(text.replace(/\p{Surrogate}/gu, "\ufffd"));
}
