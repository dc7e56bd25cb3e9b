// Links to queries, in the address's fragment: `#query=…` (percent-encoded) or `#stored=NAME`.
import { Fault } from "./fault";

export type Linked = { query: string } | { stored: string };

/** What a fragment asks for; undefined where it asks for nothing of ours. */
export function readFragment(fragment: string): Linked | undefined {
  const found = /^#(query|stored)=(.*)$/su.exec(fragment);
  if (!found) return undefined;
  let value = found[2] ?? "";
  try {
    value = decodeURIComponent(value);
  } catch {
    // a stray % is a percent sign
  }
  return found[1] === "query" ? { query: value } : { stored: value };
}

/** The fragment for a query: that of the stored one while it is as it was. */
export function fragmentOf(query: string, stored: { name: string; text: string } | undefined): string {
  if (stored?.text === query) return `#stored=${encodeURIComponent(stored.name)}`;
  return `#query=${encodeURIComponent(query)}`;
}

/** Fetch a stored query that the page names, with its title in place of the header of all languages. */
export async function fetchStored(name: string): Promise<string> {
  const link = document.getElementById(`stored=${name}`);
  if (!link) throw new Fault("unknown", { name });
  const address = `${encodeURIComponent(name)}.rq`;
  const response = await fetch(address).catch(() => undefined);
  if (!response?.ok) throw new Fault("unfetched", { address });
  const lines = (await response.text()).split(/\r?\n/);
  const end = lines.findIndex((line) => !line.startsWith("#"));
  return `# ${link.textContent}\n\n${lines.slice(end).join("\n").trim()}\n`;
}
