// Marks that would lie over each other are moved apart; a line leads from each to where it belongs.
import { forceCollide, forceSimulation, forceX, forceY, type SimulationNodeDatum } from "d3-force";
import * as L from "leaflet";
import type { Mark } from "./marks";

interface Node extends SimulationNodeDatum {
  mark: Mark;
  home: L.Point;
}

const MOST = 300; // marks; of more than that a map is a cloud anyway
const ROUNDS = 200;
const GAP = 1; // pixels
const PULL = 0.1;

/** Move the marks on the map apart at its present zoom; the lines join `lines`. */
export function spread(map: L.Map, marks: Mark[], lines: L.LayerGroup): void {
  lines.clearLayers();
  const shown = marks.filter((mark) => map.hasLayer(mark.marker));
  const nodes = shown.map((mark): Node => {
    const home = map.latLngToLayerPoint(mark.position);
    return { mark, home, x: home.x, y: home.y };
  });
  if (shown.length <= MOST) settle(nodes);
  for (const { mark, home, x = 0, y = 0 } of nodes) {
    mark.marker.setLatLng(map.layerPointToLatLng([x, y]));
    if (home.distanceTo([x, y]) < mark.width / 2) continue;
    const ends = [mark.position, mark.marker.getLatLng()];
    lines.addLayer(L.polyline(ends, { className: "lead", interactive: false }));
    lines.addLayer(L.circleMarker(mark.position, { className: "lead end", radius: 2.5, interactive: false }));
  }
}

/** Let marks find their places as discs, which slide past each other, then part what is left of their corners. */
function settle(nodes: Node[]): void {
  forceSimulation(nodes)
    .force("across", forceX<Node>((node) => node.home.x).strength(PULL))
    .force("down", forceY<Node>((node) => node.home.y).strength(PULL))
    .force("apart", forceCollide<Node>((node) => node.mark.width / 2 + GAP).iterations(3))
    .stop()
    .tick(ROUNDS);
  for (let round = 0; round < ROUNDS; round++) {
    nodes.forEach((node, index) => {
      for (const other of nodes.slice(index + 1)) part(node, other);
    });
  }
}

/** Push two marks apart if their boxes lie over each other, the shorter way; the larger moves less. */
function part(one: Node, other: Node): void {
  const reach = (one.mark.width + other.mark.width) / 2 + GAP;
  const [across, down] = [(other.x ?? 0) - (one.x ?? 0), (other.y ?? 0) - (one.y ?? 0)];
  const [tooNear, tooLow] = [reach - Math.abs(across), reach - Math.abs(down)];
  if (tooNear <= 0 || tooLow <= 0) return;
  const share = other.mark.width / (one.mark.width + other.mark.width);
  if (tooNear < tooLow) {
    const push = across < 0 ? -tooNear : tooNear;
    one.x = (one.x ?? 0) - push * share;
    other.x = (other.x ?? 0) + push * (1 - share);
  } else {
    const push = down < 0 ? -tooLow : tooLow;
    one.y = (one.y ?? 0) - push * share;
    other.y = (other.y ?? 0) + push * (1 - share);
  }
}
