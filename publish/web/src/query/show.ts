// Shows an answer: how many rows, the ways to see them, the files to take away.
import type { ChartType } from "chart.js";
import { SHOWN, type Answer, type Table } from "./answer";
import { columnsOf, isOfFacts, type Columns } from "./columns";
import type { Marks } from "../atlas/marks";
import { element, fill, one } from "../shared/dom";
import type { Pages } from "./pages";
import { mayHavePlaces, place } from "./placed";
import { tableOf } from "./table";
import { tabs, type Tab } from "./tabs";

/** A file format: the name on its button, its suffix, its media type. */
export interface Format {
  name: string;
  suffix: string;
  type: string;
}

const JSON_FORMAT = { name: "JSON", suffix: "json", type: "application/sparql-results+json" };
export const FORMATS: Record<Answer["kind"], Format[]> = {
  table: [
    { name: "CSV", suffix: "csv", type: "text/csv" },
    { name: "TSV", suffix: "tsv", type: "text/tab-separated-values" },
    JSON_FORMAT,
  ],
  truth: [JSON_FORMAT],
  graph: [
    { name: "Turtle", suffix: "ttl", type: "text/turtle" },
    { name: "N-Triples", suffix: "nt", type: "application/n-triples" },
    { name: "JSON-LD", suffix: "jsonld", type: "application/ld+json" },
  ],
};

export class Show {
  private readonly numbers = new Intl.NumberFormat(`${document.documentElement.lang}-u-nu-latn`, {
    maximumFractionDigits: 20,
  });

  constructor(
    private readonly place: HTMLElement,
    private readonly texts: Record<string, string>,
    private readonly pages: Pages,
    private readonly map: string,
  ) {}

  clear(): void {
    this.place.replaceChildren();
  }

  /** How many rows there are, in words. */
  count(answer: Answer): string {
    if (answer.kind === "truth") return "";
    const number = fill(this.text(answer.kind === "graph" ? "facts" : "rows"), { n: this.number(answer.count) });
    if (answer.count === 0) return `${number}. ${this.text("nothing")}`;
    return answer.count > SHOWN ? `${number}. ${fill(this.text("firstShown"), { n: this.number(SHOWN) })}` : number;
  }

  answer(answer: Answer, download: (format: Format) => void): void {
    const buttons = FORMATS[answer.kind].map((format) => {
      const button = element("button", { type: "button", "data-format": format.suffix }, format.name);
      button.addEventListener("click", () => {
        download(format);
      });
      return button;
    });
    const files = element("p", { class: "deeds" }, element("span", {}, this.text("download")), ...buttons);
    if (answer.kind === "truth") {
      const word = this.text(answer.value ? "yes" : "no");
      this.place.replaceChildren(element("p", { class: "lead" }, word), files);
    } else if (answer.count) {
      this.place.replaceChildren(tabs(this.text("views"), this.views(answer)), files);
    } else {
      this.place.replaceChildren();
    }
  }

  number(value: number): string {
    return this.numbers.format(value);
  }

  private text(key: string): string {
    return this.texts[key] ?? key;
  }

  private views(answer: Table): Tab[] {
    const headings =
      answer.kind === "graph" ? ["subject", "predicate", "object"].map((k) => this.text(k)) : answer.variables;
    const views: Tab[] = [
      {
        name: "table",
        label: this.text("table"),
        fill: (panel) => {
          const frame = { class: "scroll", tabindex: "0", role: "region", "aria-label": this.text("table") };
          panel.append(element("div", frame, tableOf(answer, headings, this.pages, this.numbers)));
        },
      },
    ];
    const columns = columnsOf(answer, this.pages, document.documentElement.lang);
    if (columns) views.push({ name: "chart", label: this.text("chart"), fill: (panel) => this.chart(panel, columns) });
    if (mayHavePlaces(answer, this.pages, this.map !== "")) {
      views.push({
        name: "map",
        label: this.text("map"),
        fill: (panel) =>
          this.atlas(panel, answer).catch((fault: unknown) => {
            this.tell(panel, fault);
          }),
      });
    }
    if (isOfFacts(answer)) {
      views.push({ name: "network", label: this.text("network"), fill: (panel) => this.network(panel, answer) });
    }
    return views;
  }

  private async chart(panel: HTMLElement, columns: Columns): Promise<void> {
    const title = fill(this.text("chartOf"), { number: columns.numberOf, name: columns.nameOf });
    const frame = element("div", { class: "chart" });
    const kinds = element("div", { class: "kinds" });
    panel.append(element("p", {}, title), kinds, frame);
    if (columns.isCut) panel.append(element("p", { class: "legend" }, this.cut("chartFirst", columns.names.length)));
    const { drawChart } = await import("./chart");
    const draw = drawChart(frame, columns, title);
    const known: [ChartType, string][] = [
      ["bar", "bars"],
      ["line", "lines"],
      ["pie", "pie"],
    ];
    known.forEach(([kind, key], place) => {
      const choice = element("input", { type: "radio", name: "kind", value: kind });
      choice.checked = place === 0;
      choice.addEventListener("change", () => {
        draw(kind);
      });
      kinds.append(element("label", {}, choice, ` ${this.text(key)}`));
    });
    draw("bar");
  }

  private async network(panel: HTMLElement, answer: Table): Promise<void> {
    const note = element("p", { class: "legend" });
    panel.append(note);
    const { drawNetwork, FACTS } = await import("./network");
    if (answer.count > FACTS) note.textContent = this.cut("networkFirst", FACTS);
    else note.remove();
    panel.append(...drawNetwork(answer, this.pages, this.text("things")));
  }

  private async atlas(panel: HTMLElement, answer: Table): Promise<void> {
    const note = element("p", { class: "legend" });
    panel.append(note);
    const { drawAtlas, json } = await import("../atlas/atlas");
    const { lang } = document.documentElement;
    const { marks, rows } = await place(answer, this.pages, async () => {
      const [things, { spots }] = await Promise.all([
        json<Record<string, number[]>>(`${this.map}things.json`),
        json<Marks>(`${this.map}${lang}.json`),
      ]);
      return { things, spots };
    });
    const counts = { n: this.number(rows), total: this.number(answer.rows.length) };
    note.textContent = rows === 0 ? this.text("unplaced") : fill(this.text("placed"), counts);
    if (rows === 0) return;
    const template = one("#map-template", HTMLTemplateElement);
    panel.append(template.content.cloneNode(true));
    await drawAtlas(one("#atlas", HTMLElement, panel), marks);
  }

  private tell(panel: HTMLElement, fault: unknown): void {
    panel.replaceChildren(element("p", {}, fill(this.text("failed"), { reason: String(fault) })));
  }

  private cut(key: string, shown: number): string {
    return fill(this.text(key), { n: this.number(shown) });
  }
}
