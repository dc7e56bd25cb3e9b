// The box in which a query is written: YASQE, told to complete from our own names and to keep nothing.
import Yasqe, { type Hint } from "@zazuko/yasqe";
import "@zazuko/yasqe/build/yasqe.min.css";
import { suggestions, type Suggestion, type Terms } from "./terms";

/** What we use of YASQE and CodeMirror, whose own types are not installed. */
interface Editor {
  getValue(): string;
  setValue(text: string): void;
  focus(): void;
  on(event: "focus" | "blur" | "changes", handler: () => void): void;
  checkSyntax(): void;
  showNotification: () => void;
  getWrapperElement(): HTMLElement;
  lineCount(): number;
  lineInfo(line: number): { gutterMarkers?: Record<string, HTMLElement> };
}

interface Settings {
  text: string;
  label: string;
  language: string;
  describedBy: string;
  terms: () => Promise<Terms>;
  run: () => void;
  /** Told of the first line that can't be right, or 0. */
  slip: (line: number) => void;
}

/** Completers of classes, properties and prefixes; YASQE's own would ask other hosts. */
function offerCompletions({ terms, language }: Settings): void {
  for (const [name, kind] of [
    ["class", "classes"],
    ["property", "properties"],
  ] as const) {
    let last: Suggestion[] = [];
    Yasqe.forkAutocompleter(name, {
      name: `own ${name}`,
      get: async (_, token?: unknown) => {
        const { prefixes, [kind]: named } = await terms();
        const typed = (token as { string: string } | undefined)?.string.trim() ?? "";
        last = suggestions(named, prefixes, typed, language);
        return last.map(({ text }) => text);
      },
      // The names come as a query writes them.
      preProcessToken: undefined,
      postProcessSuggestion: undefined,
      postprocessHints: (_, hints: Hint[]) => {
        const labels = new Map(last.map(({ text, label }) => [text, label]));
        return hints.map((hint) => {
          const label = labels.get(hint.text);
          return { ...hint, displayText: label ? `${hint.text}  ${label}` : hint.text };
        });
      },
    });
  }
  Yasqe.forkAutocompleter("prefixes", {
    name: "own prefixes",
    get: async () => Object.entries((await terms()).prefixes).map(([name, space]) => `${name}: <${space}>`),
    persistenceId: null,
    autoShow: false,
  });
  // Nothing opens by itself: Tab and Enter would then choose in place of leaving and of a new line.
  Yasqe.forkAutocompleter("variables", { name: "own variables", autoShow: false });
  Yasqe.defaults.autocompleters = ["own variables", "own prefixes", "own class", "own property"];
}

export class Box {
  private readonly editor: Editor;

  constructor(parent: HTMLElement, settings: Settings) {
    let come: () => void = () => undefined;
    const firstUse = new Promise<void>((resolve) => {
      come = resolve;
    });
    // The names are fetched when the box is first used, not with the page.
    offerCompletions({ ...settings, terms: () => firstUse.then(settings.terms) });
    this.editor = new Yasqe(parent, {
      ...this.quiet(),
      value: settings.text,
      screenReaderLabel: settings.label,
      extraKeys: {
        "Ctrl-Enter": settings.run,
        "Cmd-Enter": settings.run,
        // Tab leaves the box, so that no one is caught in it (WCAG 2.1.2); nothing is saved.
        Tab: false,
        "Shift-Tab": false,
        Esc: false,
        "Ctrl-S": false,
      },
    } as never) as unknown as Editor;
    this.editor.showNotification = () => undefined; // in English; the page says it in its language
    this.editor.on("focus", come);
    this.watchSyntax(settings.slip);
    for (const field of parent.querySelectorAll("textarea, [contenteditable]")) {
      field.setAttribute("aria-describedby", settings.describedBy);
    }
  }

  get text(): string {
    return this.editor.getValue();
  }

  set text(text: string) {
    this.editor.setValue(text);
  }

  focus(): void {
    this.editor.focus();
  }

  onBlur(handler: () => void): void {
    this.editor.on("blur", handler);
  }

  /** What YASQE is not to do: store, share, ask endpoints, open its pop-ups. */
  private quiet(): object {
    return {
      persistenceId: null,
      consumeShareLink: null,
      createShareableLink: null,
      showQueryButton: false,
      resizeable: false,
      editorHeight: "auto",
      viewportMargin: Infinity,
      collapsePrefixesOnLoad: false,
      queryingDisabled: "-",
    };
  }

  /** Keep the mark at a line with a mistake, without its tooltip, whose inline style our policy refuses. */
  private watchSyntax(slip: (line: number) => void): void {
    const check = this.editor.checkSyntax.bind(this.editor);
    this.editor.checkSyntax = () => {
      check();
      let wrong = 0;
      for (let line = 0; line < this.editor.lineCount() && !wrong; line++) {
        const mark = this.editor.lineInfo(line).gutterMarkers?.gutterErrorBar;
        if (!mark) continue;
        mark.onmouseover = mark.onmouseout = null;
        wrong = line + 1;
      }
      slip(wrong);
    };
    this.editor.checkSyntax();
  }
}
