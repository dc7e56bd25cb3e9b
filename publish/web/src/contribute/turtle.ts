// Writes a resource as Turtle in the style of `medtown new`: prefixes in the order of the alphabet, a statement a line.

const TERM = /^("(?:[^"\\]|\\.)*")(?:\^\^<(.*)>)?(.*)$/s;
const SHORT: Record<string, RegExp> = {
  "http://www.w3.org/2001/XMLSchema#integer": /^"(0|-?[1-9]\d*)"$/,
  "http://www.w3.org/2001/XMLSchema#boolean": /^"(true|false)"$/,
};
const RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>";
const LOCAL = /^[A-Za-z\d_]([\w-]*[A-Za-z\d_])?$/;

export type Statement = [predicate: string, objects: string[]];

/** A Turtle file about one resource. */
export function turtle(subject: string, statements: Statement[], prefixes: Record<string, string>): string {
  const names = new Names(prefixes);
  const lines = statements.map(([predicate, objects]) => {
    const verb = predicate === RDF_TYPE ? "a" : names.term(predicate);
    const terms = objects.map((term) => names.term(term));
    const isTall = terms.length > 1 && objects.some((term) => term.startsWith('"'));
    return `  ${verb}${isTall ? "\n    " : " "}${terms.join(isTall ? " ,\n    " : " , ")}`;
  });
  const block = `${names.term(`<${subject}>`)}\n${lines.join(" ;\n")} .\n`;
  return `${names.header()}\n${block}`;
}

class Names {
  private readonly used = new Set<string>();

  constructor(private readonly prefixes: Record<string, string>) {}

  term(term: string): string {
    if (term.startsWith("<")) return this.iri(term.slice(1, -1));
    const [, text = term, datatype = "", rest = ""] = TERM.exec(term) ?? [];
    if (!datatype) return text + rest;
    return SHORT[datatype]?.exec(text)?.[1] ?? `${text}^^${this.iri(datatype)}`;
  }

  private iri(iri: string): string {
    const end = Math.max(iri.lastIndexOf("/"), iri.lastIndexOf("#")) + 1;
    const prefix = Object.entries(this.prefixes).find(([, namespace]) => namespace === iri.slice(0, end))?.[0];
    if (prefix === undefined || !LOCAL.test(iri.slice(end))) return `<${iri}>`;
    this.used.add(prefix);
    return `${prefix}:${iri.slice(end)}`;
  }

  header(): string {
    return [...this.used]
      .sort()
      .map((prefix) => `@prefix ${prefix}: <${this.prefixes[prefix] ?? ""}> .\n`)
      .join("");
  }
}
