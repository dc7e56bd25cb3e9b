// The panel beside the map: what is at the chosen mark.
import { sizeOf, type Marks, type Spot, type Thing } from "./marks";

export interface Texts {
  zoomIn: string;
  zoomOut: string;
  close: string;
  inCountry: string;
  more: string;
}

export class Panel {
  private readonly title = element("map-title");
  private readonly things = element("map-things");
  private readonly start = [this.title.textContent, ...this.things.childNodes] as const;

  constructor(
    private readonly marks: Marks,
    private readonly texts: Texts,
  ) {}

  /** Show the things of a kind at a spot; `leave` is called when the reader closes the panel. */
  show(spot: Spot, kind: string, leave: () => void): void {
    const things = spot.things.filter((thing) => kind === "" || thing.kinds.includes(Number(kind)));
    this.title.replaceChildren(spot.href ? link(spot) : spot.name);
    const list = document.createElement("ul");
    list.append(...things.map((thing) => this.item(thing)));
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = this.texts.close;
    close.addEventListener("click", () => {
      this.clear();
      leave();
    });
    const note = paragraph(spot.shapes === undefined ? "" : this.texts.inCountry);
    const rest = paragraph(things.length < sizeOf(spot, kind) ? `${this.texts.more} ` : "");
    if (rest.textContent) rest.append(link(spot));
    this.things.replaceChildren(...[note, list, rest, close].filter((part) => part.hasChildNodes()));
    this.things.onkeydown = (event) => {
      if (event.key === "Escape") close.click();
    };
  }

  focus(): void {
    this.title.focus();
  }

  /** Show again what the page began with. */
  clear(): void {
    const [title, ...things] = this.start;
    this.title.textContent = title;
    this.things.replaceChildren(...things);
  }

  private item(thing: Thing): HTMLElement {
    const item = document.createElement("li");
    item.append(link(thing));
    const kind = this.marks.kinds[thing.kinds[0] ?? -1];
    if (kind) item.append(" ", note(kind.name));
    if (thing.place) item.append(" ", note(thing.place));
    return item;
  }
}

/** The element of the page with an id, which its template has. */
export function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
}

function link(to: { name: string; href: string; lang?: string; dir?: string }): HTMLAnchorElement {
  const made = document.createElement("a");
  made.href = to.href;
  made.textContent = to.name;
  if (to.lang) made.lang = to.lang;
  if (to.dir) made.dir = to.dir;
  return made;
}

function note(text: string): HTMLElement {
  const made = document.createElement("span");
  made.className = "note";
  made.textContent = text;
  return made;
}

function paragraph(text: string): HTMLElement {
  const made = document.createElement("p");
  if (text) made.append(text);
  return made;
}
