// From an IRI to the page that describes it, and to a short name; as publish/medtown/pages/urls.py makes paths.

/** What `site.json` says. */
export interface Site {
  base: string;
  moved: Record<string, string>;
  endpoint?: string;
}

const INFORMATION = ["set", "def", "shapes"];
const SAFE = /^[A-Za-z0-9_-]*$/;
const KEPT = /[\p{L}\p{N}_-]/u;
const LONGEST = 180; // bytes of a segment; the end of a longer one is a hash
const LOCAL = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_-])?$/u;

/** The addresses and the names of one site, in the page's language. */
export class Pages {
  private spaces: [string, string][] = [];

  constructor(
    private readonly site: Site,
    private readonly up: string,
    private readonly html: string,
  ) {}

  /** Let these prefixes shorten IRIs; a namespace has the first name that is given. */
  name(...sources: Record<string, string>[]): void {
    const spaces = new Map<string, string>();
    for (const [prefix, space] of sources.flatMap((source) => Object.entries(source))) {
      if (space && !spaces.has(space)) spaces.set(space, prefix);
    }
    this.spaces = [...spaces].sort(([a], [b]) => b.length - a.length);
  }

  /** The IRI as a prefixed name, else as it is. */
  short(iri: string): string {
    for (const [space, prefix] of this.spaces) {
      const local = iri.slice(space.length);
      if (iri.startsWith(space) && LOCAL.test(local)) return `${prefix}:${local}`;
    }
    return iri;
  }

  /** The page of an own IRI, relative to this one; undefined for IRIs of others. */
  page(iri: string): string | undefined {
    const { base, moved } = this.site;
    const [stem = "", fragment] = iri.split("#", 2);
    if (!iri.startsWith(base) || iri === base) return undefined;
    const inOne = `${stem}#` === base; // all own IRIs are in one document
    const rest = inOne ? stem.slice(stem.lastIndexOf("/") + 1) : stem.slice(base.length);
    const path = moved[stem] ?? pathOf(rest, fragment !== undefined);
    if (path === undefined) return undefined;
    const quoted = path.split("/").map(encodeURIComponent).join("/");
    return `${this.up}${quoted}${this.html}${fragment === undefined ? "" : `#${fragment}`}`;
  }
}

function pathOf(rest: string, isHashDocument: boolean): string | undefined {
  const [first = "", ...tail] = rest.split("/");
  const isThing = first === "id" && tail.length > 0;
  const segments = (isThing ? tail : [first, ...tail]).map(encodeSegment);
  if (segments.includes(undefined)) return undefined;
  const path = segments.join("/");
  return !isThing && (isHashDocument || INFORMATION.includes(first)) ? path : `doc/${path}`;
}

function encodeSegment(segment: string): string | undefined {
  if (!segment) return "~0";
  if (segment.length < LONGEST && SAFE.test(segment)) return segment;
  let text = segment;
  try {
    text = decodeURIComponent(segment);
  } catch {
    return undefined;
  }
  const bytes = (character: string) => [...new TextEncoder().encode(character)];
  const hexadecimal = (byte: number) => `~${byte.toString(16).padStart(2, "0")}`;
  const name = Array.from(text, (c) => (KEPT.test(c) ? c : bytes(c).map(hexadecimal).join(""))).join("");
  return bytes(name).length > LONGEST ? undefined : name;
}
