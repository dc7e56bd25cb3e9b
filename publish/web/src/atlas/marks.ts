// What `map/<language>.json` holds (medtown.site.places), and the marks that the map makes of it.
import * as L from "leaflet";
import { element } from "../shared/dom";

/** A thing at a spot: `kinds` are places in `Marks.kinds`; `place` is the narrower place that it is in. */
export interface Thing {
  name: string;
  href: string;
  kinds: number[];
  place?: string;
  lang?: string;
  dir?: string;
}

/** A place, with its position, or a country, with the numbers that its outline may have; `sizes` counts things by kind. */
export interface Spot {
  name: string;
  href: string;
  at?: [number, number];
  shapes?: string[];
  size: number;
  sizes: Record<string, number>;
  things: Thing[];
}

export interface Marks {
  kinds: { name: string }[];
  spots: Spot[];
}

/** How many things of a kind there are at a spot; of all kinds where none is given. */
export function sizeOf(spot: Spot, kind: string): number {
  return kind === "" ? spot.size : (spot.sizes[kind] ?? 0);
}

const SMALLEST = 24; // pixels: what WCAG 2.2 asks of a target
const LARGEST = 56;
const WIDE = 800; // pixels; on a narrower map marks grow less

/** The width of a mark on a map of that width: that of a place grows with the root of the number. */
function widthOf(spot: Spot, size: number, map: number): number {
  const growth = spot.shapes === undefined ? 3.5 * Math.min(1, map / WIDE) : 0;
  return Math.round(Math.min(LARGEST, SMALLEST + growth * Math.sqrt(size - 1)));
}

/** A mark on the map that a mouse or the keyboard chooses. */
export class Mark {
  readonly marker: L.Marker;
  readonly label: HTMLElement;
  size = 0;
  width = SMALLEST;

  constructor(
    readonly spot: Spot,
    readonly position: L.LatLng,
    private readonly note: string,
    choose: (mark: Mark) => void,
  ) {
    this.label = element("span", { class: "name" }, spot.name);
    this.marker = L.marker(position);
    this.marker.on("click", () => {
      choose(this);
    });
    this.marker.on("add", () => {
      this.marker.getElement()?.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        choose(this);
      });
    });
  }

  /** Show on a map how many things of a kind are there; nothing where there are none. */
  show(map: L.Map, kind: string): void {
    this.size = sizeOf(this.spot, kind);
    this.marker.remove();
    if (this.size === 0) return;
    this.width = widthOf(this.spot, this.size, map.getSize().x);
    const number = this.size.toLocaleString(document.documentElement.lang);
    const face = element("span", {}, this.label, " ", element("span", { class: "number" }, number));
    if (this.note) face.append(" ", element("span", { class: "hidden" }, this.note));
    const shape = this.spot.shapes === undefined ? "at" : "in";
    this.marker.setIcon(
      L.divIcon({
        html: face,
        className: `mark ${shape}`,
        iconSize: [this.width, this.width],
      }),
    );
    // Small marks lie above large ones, so that each can be reached.
    this.marker.setZIndexOffset(-10 * this.size);
    this.marker.addTo(map);
  }
}
