// The panel beside the map: what is at the chosen mark.
import { element, one } from "../shared/dom";
import { sizeOf, type Marks, type Spot, type Thing } from "./marks";

export interface Texts {
  zoomIn: string;
  zoomOut: string;
  close: string;
  inCountry: string;
  more: string;
}

export class Panel {
  private readonly title: HTMLElement;
  private readonly things: HTMLElement;
  private readonly start: (Node | string)[];

  constructor(
    atlas: HTMLElement,
    private readonly marks: Marks,
    private readonly texts: Texts,
  ) {
    this.title = one("#map-title", HTMLElement, atlas);
    this.things = one("#map-things", HTMLElement, atlas);
    this.start = [this.title.textContent, ...this.things.childNodes];
  }

  /** Show the things of a kind at a spot; `leave` is called when the reader closes the panel. */
  show(spot: Spot, kind: string, leave: () => void): void {
    const things = spot.things.filter((thing) => kind === "" || thing.kinds.includes(Number(kind)));
    this.title.replaceChildren(spot.href ? link(spot) : spot.name);
    const list = element("ul", {}, ...things.map((thing) => this.item(thing)));
    const close = element("button", { type: "button" }, this.texts.close);
    close.addEventListener("click", () => {
      this.clear();
      leave();
    });
    const remark = paragraph(spot.shapes === undefined ? "" : this.texts.inCountry);
    const rest = paragraph(things.length < sizeOf(spot, kind) ? `${this.texts.more} ` : "");
    if (rest.textContent) rest.append(link(spot));
    this.things.replaceChildren(...[remark, list, rest, close].filter((part) => part.hasChildNodes()));
    this.things.onkeydown = (event) => {
      if (event.key === "Escape") close.click();
    };
  }

  focus(): void {
    this.title.focus();
  }

  /** Show again what the page began with. */
  clear(): void {
    const [title = "", ...things] = this.start;
    this.title.replaceChildren(title);
    this.things.replaceChildren(...things);
  }

  private item(thing: Thing): HTMLElement {
    const item = element("li", {}, link(thing));
    const kind = this.marks.kinds[thing.kinds[0] ?? -1];
    if (kind) item.append(" ", note(kind.name));
    if (thing.place) item.append(" ", note(thing.place));
    return item;
  }
}

function link({
  name,
  href,
  lang = "",
  dir = "",
}: {
  name: string;
  href: string;
  lang?: string;
  dir?: string;
}): HTMLElement {
  return element(href ? "a" : "span", { href, lang, dir }, name);
}

function note(text: string): HTMLElement {
  return element("span", { class: "note" }, text);
}

function paragraph(text: string): HTMLElement {
  return element("p", {}, ...(text ? [text] : []));
}
