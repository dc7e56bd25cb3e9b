// A search as an address: ?q=words&facet=value&facet=value.
import type { Chosen } from "./engine";

export interface Search {
  query: string;
  chosen: Chosen;
}

const QUERY = "q";

/** The search that an address asks for; null where it asks for none. */
export function read(address: string): Search | null {
  const parameters = new URLSearchParams(address);
  if (parameters.size === 0) return null;
  const chosen = new Map<string, Set<string>>();
  for (const [key, value] of parameters) {
    if (key !== QUERY) chosen.set(key, (chosen.get(key) ?? new Set()).add(value));
  }
  return { query: parameters.get(QUERY) ?? "", chosen };
}

/** The part of an address that asks for a search. */
export function write({ query, chosen }: Search): string {
  const parameters = new URLSearchParams();
  if (query) parameters.set(QUERY, query);
  for (const [key, values] of chosen) for (const value of values) parameters.append(key, value);
  return parameters.size > 0 ? `?${parameters.toString()}` : "";
}
