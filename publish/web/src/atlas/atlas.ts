// The map as pages hold it (templates/atlas.html.jinja): marks over the outlines of the world, and what is at each.
import * as L from "leaflet";
import { one } from "../shared/dom";
import { Mark, type Marks, type Spot } from "./marks";
import { placeNames } from "./names";
import { countriesOf, middles, outlines } from "./outlines";
import { Panel, type Texts } from "./panel";
import { spread } from "./spread";

const NEAREST = 10; // zoom; nearer, the outlines say nothing
const CLOSE = 6; // zoom at which the map begins, so that a country can be told

/** Fill an atlas that stands in the page; what it shows can be narrowed where it has a list of kinds. */
export async function drawAtlas(atlas: HTMLElement, found: Marks): Promise<void> {
  const texts = JSON.parse(atlas.dataset.texts ?? "{}") as Texts;
  const world = await json<Parameters<typeof countriesOf>[0]>(atlas.dataset.outlines ?? "");
  atlas.hidden = false;
  const map = blank(one("#map", HTMLElement, atlas), texts);
  const countries = countriesOf(world);
  const known = new Set(found.spots.flatMap((spot) => spot.shapes ?? []));
  outlines(countries, known).addTo(map);
  show(atlas, map, found, middles(countries), texts);
}

function show(atlas: HTMLElement, map: L.Map, found: Marks, middleOf: Map<string, L.LatLng>, texts: Texts): void {
  const panel = new Panel(atlas, found, texts);
  const choice = atlas.querySelector<HTMLSelectElement>("#map-kind");
  const kind = () => choice?.value ?? "";
  let chosen: Mark | undefined;

  function choose(mark: Mark): void {
    chosen?.marker.getElement()?.classList.remove("chosen");
    chosen = mark;
    mark.marker.getElement()?.classList.add("chosen");
    panel.show(mark.spot, kind(), () => {
      mark.marker.getElement()?.classList.remove("chosen");
      mark.marker.getElement()?.focus();
      chosen = undefined;
    });
    panel.focus();
  }

  const marks = found.spots.flatMap((spot) => {
    if (spot.size === 0) return [];
    const position = positionOf(spot, middleOf);
    return position ? [new Mark(spot, position, spot.shapes === undefined ? "" : texts.inCountry, choose)] : [];
  });
  const lines = L.layerGroup().addTo(map);
  function arrange(): void {
    spread(map, marks, lines);
    placeNames(map, marks);
  }
  function refresh(): void {
    for (const mark of marks) mark.show(map, kind());
    arrange();
    panel.clear();
    chosen = undefined;
  }
  function whole(): void {
    if (marks.length === 0) map.fitWorld();
    else map.fitBounds(L.latLngBounds(marks.map((mark) => mark.position)), { padding: [40, 40], maxZoom: CLOSE });
  }
  whole();
  refresh();
  choice?.addEventListener("change", refresh);
  one("#map-whole", HTMLElement, atlas).addEventListener("click", whole);
  map.on("zoomend resize", arrange);
  map.on("moveend", () => {
    placeNames(map, marks);
  });
}

/** A map with nothing on it. The wheel moves the page until the map is pressed, as one scrolls past it. */
function blank(sheet: HTMLElement, texts: Texts): L.Map {
  const moves = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(sheet, {
    attributionControl: false,
    zoomControl: false,
    scrollWheelZoom: false,
    zoomAnimation: moves,
    fadeAnimation: moves,
    inertia: moves,
    minZoom: 1,
    maxZoom: NEAREST,
    zoomSnap: 0.25,
    zoomDelta: 0.75,
    renderer: L.svg({ padding: 0.6 }),
    maxBounds: [
      [-85, -270],
      [85, 270],
    ],
  });
  const position = document.documentElement.dir === "rtl" ? "topright" : "topleft";
  L.control.zoom({ position, zoomInTitle: texts.zoomIn, zoomOutTitle: texts.zoomOut }).addTo(map);
  map.on("mousedown focus", () => map.scrollWheelZoom.enable());
  map.on("mouseout blur", () => map.scrollWheelZoom.disable());
  return map;
}

/** Where a spot is: its own position, else the middle of its country; nothing where no outline is known. */
function positionOf(spot: Spot, middleOf: Map<string, L.LatLng>): L.LatLng | undefined {
  if (spot.at) return L.latLng(spot.at);
  return spot.shapes?.map((shape) => middleOf.get(shape)).find((middle) => middle !== undefined);
}

/** The JSON at an address. */
export async function json<Content>(address: string): Promise<Content> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return (await answer.json()) as Content;
}
