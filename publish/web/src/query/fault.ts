// What a person is told when something can't be done.

/** A text of the page's by its key, with what is filled in. */
export class Fault extends Error {
  constructor(
    readonly key: string,
    readonly values: Record<string, string | number> = {},
  ) {
    super(key);
  }
}
