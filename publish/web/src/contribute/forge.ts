// The link that opens a new file on the project's forge. It is followed by the person: nothing is sent before.
import type { Forge } from "./form";

const LONGEST = 7500; // characters of an address that the forges take

/** The address of the forge's page for a new file, and whether it holds the text. */
export function proposal(forge: Forge, name: string, text: string): { address: string; isWhole: boolean } {
  const named = new URL(forge.address);
  named.searchParams.set(forge.name, name);
  const whole = new URL(named);
  if (forge.text) whole.searchParams.set(forge.text, text);
  const isWhole = forge.text !== "" && whole.href.length <= LONGEST;
  return { address: (isWhole ? whole : named).href, isWhole };
}
