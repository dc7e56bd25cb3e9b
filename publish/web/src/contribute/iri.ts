// The IRI of the new resource: proposed from its name until a person writes another.
import { unfit } from "./check";
import type { Form, Texts } from "./form";
import { isAddress } from "./terms";

const LONGEST = 60; // characters of a proposed end

/** A name as the end of an IRI: letters without accents, digits, single hyphens; of other scripts their own letters. */
export function slug(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}|['’]/gu, "")
    .toLowerCase();
  const latin = plain.replace(/[^a-z\d]+/g, "-");
  const end = /[a-z]/.test(latin)
    ? latin
    : name
        .normalize("NFC")
        .toLowerCase()
        .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-");
  const cut = end.length > LONGEST ? end.slice(0, LONGEST + 1).replace(/-[^-]*$/, "") : end;
  return cut.replace(/^-+|-+$/g, "").slice(0, LONGEST);
}

/** What is wrong with an IRI; `taken` are the ends, without case, that other resources have. */
export function iriFaults(iri: string, form: Form, taken: string[], texts: Texts): string[] {
  if (!isAddress(iri) || iri === form.parent || /[/#]$/.test(iri)) return [texts.iri];
  const end = iri.startsWith(form.parent) ? iri.slice(form.parent.length).toLowerCase() : "";
  return taken.includes(end) ? [texts.taken] : unfit(form.patterns, iri, texts);
}
