// What the page and its worker tell each other.
import type { Answer } from "./answer";

/** First the engine and the data, then one question after another. */
export type Order = { engine: Blob; dump: Blob } | Question;

/** `format` is a media type for the whole answer as text; without it the answer is digested. */
export interface Question {
  query: string;
  base: string;
  format: string;
}

export type Report = { loaded: true } | { answer: Answer } | { text: string } | { fault: string };
