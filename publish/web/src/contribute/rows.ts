// The rows of a field on the page: reading them, adding one, taking one away, choosing from a long list.
import { byId, element } from "../shared/dom";
import { plain } from "../shared/fold";
import { fetched, type Control, type Field, type Value } from "./form";

const MOST_SHOWN = 50; // proposals; who wants another types more of its name

export class Rows {
  private readonly element: HTMLElement;
  private readonly fault: HTMLElement;
  private readonly add: HTMLButtonElement | null;
  private labels: Promise<string[]> | undefined;
  private terms = new Map<string, string>(); // by the key of their label
  private count: number;

  constructor(
    private readonly field: Field,
    private readonly up: string,
  ) {
    this.element = byId(field.id);
    this.fault = byId(`${field.id}-fault`);
    this.add = this.element.querySelector<HTMLButtonElement>("button.add");
    this.count = this.rows.length;
    this.add?.addEventListener("click", () => {
      this.append();
    });
    for (const row of this.rows) this.prepare(row);
    this.refresh();
  }

  private get rows(): HTMLElement[] {
    return [...this.element.querySelectorAll<HTMLElement>(".row")];
  }

  /** What stands in the rows now. */
  values(): Value[] {
    return this.rows.map((row) => {
      const control = controlOf(row);
      const text = control.value.trim().normalize("NFC");
      const isSelect = control instanceof HTMLSelectElement;
      const term = isSelect && this.field.kind === "choice" ? text : this.terms.get(key(text));
      return { control, text, language: languageOf(row)?.value ?? this.onlyLanguage, term: text ? term : undefined };
    });
  }

  private get onlyLanguage(): string {
    return this.field.languages[0]?.[0] ?? "";
  }

  /** The list has been loaded, if there is one and something was typed. */
  async ready(): Promise<void> {
    if (this.field.list && this.values().some((value) => value.text !== "")) await this.load();
  }

  /** Show what is wrong, or that nothing is. */
  show(faults: { control: Control; message: string }[]): void {
    const messages = [...new Set(faults.map(({ message }) => message))];
    this.fault.hidden = messages.length === 0;
    this.fault.textContent = messages.join(" ");
    for (const row of this.rows) {
      const control = controlOf(row);
      if (faults.some((fault) => fault.control === control)) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }
    const details = this.element.closest("details");
    if (details && messages.length > 0) details.open = true;
  }

  private append(): void {
    const last = this.rows.at(-1);
    if (!last) return;
    const row = last.cloneNode(true) as HTMLElement;
    const control = controlOf(row);
    this.count += 1;
    control.id = `${this.field.id}-${String(this.count)}`;
    control.value = "";
    control.required = false;
    control.removeAttribute("aria-invalid");
    if (!control.hasAttribute("aria-label")) control.setAttribute("aria-labelledby", `${this.field.id}-name`);
    last.after(row);
    const language = languageOf(row);
    if (language) language.value = this.freeLanguage();
    this.prepare(row);
    this.refresh();
    control.focus();
  }

  /** The first language in which no row has a text yet. */
  private freeLanguage(): string {
    const used = this.rows.slice(0, -1).map((row) => languageOf(row)?.value);
    return this.field.languages.find(([tag]) => !used.includes(tag))?.[0] ?? this.onlyLanguage;
  }

  private prepare(row: HTMLElement): void {
    row.querySelector(".remove")?.addEventListener("click", () => {
      row.remove();
      this.refresh();
      this.add?.focus();
    });
    const language = languageOf(row);
    if (language) {
      name(row, this.field);
      language.addEventListener("change", () => {
        name(row, this.field);
      });
    }
    const control = controlOf(row);
    if (!this.field.list) return;
    control.addEventListener("focus", () => void this.load());
    control.addEventListener("input", () => void this.propose(control.value));
  }

  /** Buttons show where they can be used: the first row stays, and there may be a most. */
  private refresh(): void {
    const rows = this.rows;
    rows.forEach((row) => {
      const button = row.querySelector<HTMLButtonElement>(".remove");
      if (button) button.hidden = rows.length === 1 || controlOf(row).required;
    });
    if (this.add) this.add.hidden = this.field.max !== null && rows.length >= this.field.max;
  }

  private load(): Promise<string[]> {
    this.labels ??= fetched<[term: string, label: string][]>(this.up + this.field.list, []).then((list) => {
      this.terms = new Map(list.map(([term, label]) => [key(label), term]));
      return list.map(([, label]) => label);
    });
    return this.labels;
  }

  private async propose(typed: string): Promise<void> {
    const words = plain(typed).split(/\s+/);
    const labels = (await this.load()).filter((label) => {
      const text = plain(label);
      return words.every((word) => text.includes(word));
    });
    const options = labels.slice(0, MOST_SHOWN).map((label) => element("option", { value: label }));
    byId(`${this.field.id}-list`).replaceChildren(...options);
  }
}

function controlOf(row: HTMLElement): Control {
  const found = row.querySelector<Control>("input, textarea, select:not(.language)");
  if (!found) throw new Error("a row without a control");
  return found;
}

function languageOf(row: HTMLElement): HTMLSelectElement | null {
  return row.querySelector("select.language");
}

/** A text's name says its language, so that rows can be told apart without seeing them. */
function name(row: HTMLElement, field: Field): void {
  const chosen = languageOf(row);
  const language = chosen?.selectedOptions[0]?.text ?? "";
  const control = controlOf(row);
  control.setAttribute("aria-label", language ? `${field.name} (${language})` : field.name);
  control.lang = chosen?.value ?? "";
  control.dir = "auto";
}

/** A label as it is found again: whole, whatever its case. */
function key(label: string): string {
  return label.trim().normalize("NFC").toLocaleLowerCase();
}
