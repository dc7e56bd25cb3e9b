// What texts are compared by, in an index and in a query alike: words without case, accents and marks.

// A word, without the article that French, Italian or Catalan join to it by an apostrophe ("l’", "qu’").
const WORD = /(?!\p{L}{1,2}['’ʼ‘]\p{L})[\p{L}\p{N}][\p{L}\p{M}\p{N}ـ]*/gu;
const MARKS_AND_TATWEEL = /[\p{M}ـ]/gu;
// Arabic letters that people write for one another; a final sigma; digits of Arabic and Persian.
const VARIANTS: Record<string, string> = {
  ...{ ٱ: "ا", ى: "ي", ی: "ي", ة: "ه", ک: "ك", ς: "σ", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th" },
  ...digits("٠"),
  ...digits("۰"),
};
const VARIANT = new RegExp(`[${Object.keys(VARIANTS).join("")}]`, "gu");
// The article, alone or after "and", "so", "with", "as" or "for"; short words may begin so by themselves.
const ARABIC_ARTICLE = /^(?:[وفبك]?ال|لل)(?=\p{L}{3})/u;

/** Ten digits, of which the first is given, as 0 to 9. */
function digits(zero: string): Record<string, string> {
  const first = zero.charCodeAt(0);
  return Object.fromEntries(Array.from({ length: 10 }, (_, n) => [String.fromCharCode(first + n), String(n)]));
}

/** A text without case, accents and marks. */
export function plain(text: string): string {
  return text
    .toUpperCase() // both ways, so that "ß" and "SS" meet
    .toLowerCase()
    .normalize("NFKD")
    .replace(MARKS_AND_TATWEEL, "")
    .replace(VARIANT, (letter) => VARIANTS[letter] ?? letter);
}

/** A word as it is compared. */
export function fold(word: string): string {
  return plain(word).replace(ARABIC_ARTICLE, "");
}

/** The words of a text as they are compared. */
export function words(text: string): string[] {
  return Array.from(text.matchAll(WORD), ([word]) => fold(word)).filter(Boolean);
}

/** A text in parts: those that are words to be marked, and what stands between them. */
export function parts(text: string, isMarked: (folded: string) => boolean): { text: string; marked: boolean }[] {
  const found: { text: string; marked: boolean }[] = [];
  let end = 0;
  for (const match of text.matchAll(WORD)) {
    if (!isMarked(fold(match[0]))) continue;
    found.push({ text: text.slice(end, match.index), marked: false }, { text: match[0], marked: true });
    end = match.index + match[0].length;
  }
  return [...found, { text: text.slice(end), marked: false }].filter((part) => part.text);
}
