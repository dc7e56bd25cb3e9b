// The map of `map/index`: marks for places and countries over the outlines of the world, without tiles.
import * as L from "leaflet";
import "leaflet/dist/leaflet.css";
import "./map.css";
import { Mark, type Marks, type Spot } from "./marks";
import { placeNames } from "./names";
import { countriesOf, middles, outlines } from "./outlines";
import { element, Panel, type Texts } from "./panel";
import { spread } from "./spread";

const NEAREST = 10; // zoom; nearer, the outlines say nothing

async function start(atlas: HTMLElement): Promise<void> {
  const texts = JSON.parse(element("map-texts").textContent) as Texts;
  const [marks, world] = await Promise.all([
    json<Marks>(atlas.dataset.marks ?? ""),
    json<Parameters<typeof countriesOf>[0]>(atlas.dataset.outlines ?? ""),
  ]);
  atlas.hidden = false;
  element("map-without").hidden = true;
  draw(texts, marks, world);
}

function draw(texts: Texts, found: Marks, world: Parameters<typeof countriesOf>[0]): void {
  const map = blank(texts);
  const countries = countriesOf(world);
  const known = new Set(found.spots.flatMap((spot) => spot.shapes ?? []));
  outlines(countries, known).addTo(map);
  const panel = new Panel(found, texts);
  const kind = element("map-kind") as HTMLSelectElement;
  let chosen: Mark | undefined;

  function choose(mark: Mark): void {
    chosen?.marker.getElement()?.classList.remove("chosen");
    chosen = mark;
    mark.marker.getElement()?.classList.add("chosen");
    panel.show(mark.spot, kind.value, () => {
      mark.marker.getElement()?.classList.remove("chosen");
      mark.marker.getElement()?.focus();
      chosen = undefined;
    });
    panel.focus();
  }

  const middleOf = middles(countries);
  const marks = found.spots.flatMap((spot) => {
    const position = positionOf(spot, middleOf);
    return position ? [new Mark(spot, position, spot.shapes === undefined ? "" : texts.inCountry, choose)] : [];
  });
  const lines = L.layerGroup().addTo(map);
  function arrange(): void {
    spread(map, marks, lines);
    placeNames(map, marks);
  }
  function refresh(): void {
    for (const mark of marks) mark.show(map, kind.value);
    arrange();
    panel.clear();
    chosen = undefined;
  }
  function whole(): void {
    if (marks.length === 0) map.fitWorld();
    else map.fitBounds(L.latLngBounds(marks.map((mark) => mark.position)), { padding: [40, 40], maxZoom: 8 });
  }
  whole();
  refresh();
  kind.addEventListener("change", refresh);
  element("map-whole").addEventListener("click", whole);
  map.on("zoomend resize", arrange);
  map.on("moveend", () => {
    placeNames(map, marks);
  });
}

/** A map with nothing on it. The wheel moves the page until the map is pressed, as one scrolls past it. */
function blank(texts: Texts): L.Map {
  const moves = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map("map", {
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

async function json<Content>(address: string): Promise<Content> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return (await answer.json()) as Content;
}

const atlas = document.getElementById("atlas");
if (atlas) await start(atlas);
