// Where the rows of an answer are: by coordinates in its columns, else as the map knows the things that it names.
import type { Marks, Spot, Thing } from "../atlas/marks";
import type { Row, Table, Term } from "./answer";
import type { Pages } from "./pages";
import { addressOf, numberOf, shortText } from "./table";

const NORTH = /^(geo_?)?lat(itude)?$/i;
const EAST = /^(geo_?)?(lo?ng|lon|longitude)$/i;
const WKT = "http://www.opengis.net/ont/geosparql#wktLiteral";
const POINT = /^\s*(?:<[^>]*>\s*)?POINT\s*\(\s*([-+.\deE]+)\s+([-+.\deE]+)/i;
const NAMED = 100; // things of one spot

/** Where each thing is among the spots of the map (medtown.site.places). */
interface Known {
  things: Record<string, number[]>;
  spots: Spot[];
}

/** The marks of an answer, and how many of its rows have one. */
export interface Placed {
  marks: Marks;
  rows: number;
}

/** Whether a map may show the answer: it has coordinates, or names things of the site, which has a map. */
export function mayHavePlaces(answer: Table, pages: Pages, hasMap: boolean): boolean {
  if (pointOf(answer)) return true;
  return hasMap && answer.rows.some((row) => row.some((term) => term?.type === "uri" && pages.page(term.value)));
}

/** Place the rows; `known` is only called where they have no coordinates of their own. */
export async function place(answer: Table, pages: Pages, known: () => Promise<Known>): Promise<Placed> {
  const name = nameOf(answer);
  const at = pointOf(answer);
  return at
    ? byCoordinates(answer, at, (row) => thing(row, name, pages))
    : byThings(answer, pages, name, await known());
}

function byCoordinates(answer: Table, at: (row: Row) => [number, number] | undefined, of: (row: Row) => Thing): Placed {
  const found = new Map<string, Spot>();
  let rows = 0;
  for (const row of answer.rows) {
    const point = at(row);
    if (!point) continue;
    rows += 1;
    const one = of(row);
    add(found, point.join(" "), { ...one, at: point }, one);
  }
  return { marks: { kinds: [], spots: [...found.values()] }, rows };
}

function byThings(answer: Table, pages: Pages, name: Names, { things, spots }: Known): Placed {
  const found = new Map<number, Spot>();
  const column = answer.variables.findIndex((_, n) => answer.rows.some((row) => marksOf(row[n], things).length > 0));
  let rows = 0;
  for (const row of answer.rows) {
    const marks = marksOf(row[column], things);
    rows += marks.length > 0 ? 1 : 0;
    for (const mark of marks) {
      const spot = spots[mark];
      if (spot) add(found, mark, spot, thing(row, name, pages, column));
    }
  }
  return { marks: { kinds: [], spots: [...found.values()] }, rows };
}

function marksOf(term: Term | undefined, things: Record<string, number[]>): number[] {
  return (term?.type === "uri" && things[term.value]) || [];
}

/** Let a thing be at a spot; two rows that say the same are one thing. */
function add<Key>(found: Map<Key, Spot>, key: Key, spot: Omit<Spot, "size" | "sizes" | "things">, one: Thing): void {
  const known = found.get(key) ?? { ...spot, size: 0, sizes: {}, things: [] };
  found.set(key, known);
  if (known.things.some((other) => other.href === one.href && other.name === one.name)) return;
  known.size += 1;
  if (known.things.length < NAMED) known.things.push(one);
}

/** From the column of a thing to that of its name. */
type Names = (column: number) => number;

function nameOf({ variables, rows }: Table): Names {
  const isText = (term: Term | undefined) => term?.type === "literal" && !term.datatype;
  const text = variables.findIndex((_, n) => rows.some((row) => isText(row[n])));
  return (column) => {
    const label = variables.indexOf(`${variables[column] ?? ""}Label`);
    if (label >= 0) return label;
    return text >= 0 ? text : column;
  };
}

function thing(row: Row, name: Names, pages: Pages, column = row.findIndex((term) => term?.type === "uri")): Thing {
  const term = row[column];
  const named = row[name(Math.max(column, 0))] ?? term;
  const href = addressOf(term, pages) ?? "";
  return { name: shortText(named, pages), href, kinds: [], lang: named?.["xml:lang"] ?? "" };
}

/** What reads a row's coordinates, where the answer has columns of them. */
function pointOf({ variables, rows }: Table): ((row: Row) => [number, number] | undefined) | undefined {
  const [north, east] = [variables.findIndex((v) => NORTH.test(v)), variables.findIndex((v) => EAST.test(v))];
  if (north >= 0 && east >= 0) return (row) => checked(numberOf(row[north]), numberOf(row[east]));
  const wkt = variables.findIndex((_, n) => rows.some((row) => row[n]?.datatype === WKT));
  if (wkt < 0) return undefined;
  return (row) => {
    const match = POINT.exec(row[wkt]?.value ?? "");
    return match ? checked(Number(match[2]), Number(match[1])) : undefined;
  };
}

function checked(north?: number, east?: number): [number, number] | undefined {
  if (north === undefined || east === undefined || Math.abs(north) > 90 || Math.abs(east) > 180) return undefined;
  return [north, east];
}
