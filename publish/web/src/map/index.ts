// The map of `map/index`: everything that has a place.
import "../atlas/atlas.css";
import { drawAtlas, json } from "../atlas/atlas";
import type { Marks } from "../atlas/marks";
import { byId } from "../shared/dom";

const atlas = document.getElementById("atlas");
if (atlas) {
  await drawAtlas(atlas, await json<Marks>(atlas.dataset.marks ?? ""));
  byId("map-without").hidden = true;
}
