// The names that the editor completes: what the data itself uses and declares.

type Named = [iri: string, labels: Record<string, string>];

/** `query/terms.json`. */
export interface Terms {
  prefixes: Record<string, string>;
  classes: Named[];
  properties: Named[];
}

/** A name to put into a query, and what it is called in the page's language. */
export interface Suggestion {
  text: string;
  label: string;
}

const MOST = 60;

/** Fetch the names once, when they are first needed; without them the editor completes none. */
export function termsAt(address: string): () => Promise<Terms> {
  let fetched: Promise<Terms> | undefined;
  return () =>
    (fetched ??= fetch(address)
      .then((response) => response.json() as Promise<Terms>)
      .catch(() => ({ prefixes: {}, classes: [], properties: [] })));
}

/** Names that fit what is typed: those that start so, then those that have it in their name or a label. */
export function suggestions(
  named: Named[],
  prefixes: Record<string, string>,
  typed: string,
  language: string,
): Suggestion[] {
  const wanted = typed.replace(/^</, "").replace(/>$/, "").toLowerCase();
  const found: [number, Suggestion][] = [];
  for (const [iri, labels] of named) {
    const text = prefixed(iri, prefixes);
    const rank = rankOf(text.toLowerCase(), iri.toLowerCase(), Object.values(labels), wanted);
    if (rank >= 0) found.push([rank, { text, label: labels[language] ?? labels[""] ?? labels.en ?? "" }]);
  }
  return found
    .sort(([a], [b]) => a - b)
    .slice(0, MOST)
    .map(([, suggestion]) => suggestion);
}

function rankOf(text: string, iri: string, labels: string[], wanted: string): number {
  if (text.startsWith(wanted) || iri.startsWith(wanted)) return 0;
  const colon = wanted.indexOf(":") + 1;
  const [prefix, local] = [wanted.slice(0, colon), wanted.slice(colon)];
  if (prefix) return text.startsWith(prefix) && text.includes(local) ? 1 : -1;
  if (text.slice(text.indexOf(":") + 1).startsWith(wanted)) return 1;
  return text.includes(wanted) || labels.some((label) => label.toLowerCase().includes(wanted)) ? 2 : -1;
}

/** The IRI as a query writes it. */
function prefixed(iri: string, prefixes: Record<string, string>): string {
  let best = "";
  for (const [prefix, space] of Object.entries(prefixes)) {
    const isBetter = iri.startsWith(space) && space.length > (prefixes[best]?.length ?? 0);
    if (isBetter && /^[A-Za-z_][\w-]*$/.test(iri.slice(space.length))) best = prefix;
  }
  const space = prefixes[best];
  return space !== undefined && iri.startsWith(space) && best ? `${best}:${iri.slice(space.length)}` : `<${iri}>`;
}
