// Names beside marks: as many as have room, those of the largest marks first.
import type * as L from "leaflet";
import type { Mark } from "./marks";

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const GAP = 2; // pixels
const TOUCH = 8;
const SIDES = ["below", "end", "start", "above"] as const;

/** Show the names that lie over no other name and no mark; each at the first of its sides that is free. */
export function placeNames(map: L.Map, marks: Mark[]): void {
  const { x, y } = map.getSize();
  const window = { left: 0, top: 0, right: x, bottom: y };
  const shown = marks.filter((mark) => map.hasLayer(mark.marker));
  const taken = shown.map((mark) => around(map, mark));
  const sizes = shown.map((mark) => ({ width: mark.label.offsetWidth, height: mark.label.offsetHeight }));
  shown.forEach((mark, index) => {
    const { width, height } = sizes[index] ?? { width: 0, height: 0 };
    const face = around(map, mark);
    const free = SIDES.find((side) => {
      const name = beside(face, side, width, height);
      return lies(name, window) && !taken.some((box) => meet(box, name));
    });
    mark.label.dataset.side = free ?? "none";
    if (free) taken.push(beside(face, free, width, height));
  });
}

function around(map: L.Map, mark: Mark): Box {
  const { x, y } = map.latLngToContainerPoint(mark.marker.getLatLng());
  const half = mark.width / 2;
  return { left: x - half, top: y - half, right: x + half, bottom: y + half };
}

function beside(face: Box, side: (typeof SIDES)[number], width: number, height: number): Box {
  const [x, y] = [(face.left + face.right) / 2, (face.top + face.bottom) / 2];
  const left = { below: x - width / 2, above: x - width / 2, end: face.right + GAP, start: face.left - GAP - width }[
    side
  ];
  const top = { below: face.bottom, above: face.top - height, end: y - height / 2, start: y - height / 2 }[side];
  return { left, top, right: left + width, bottom: top + height };
}

function lies(one: Box, within: Box): boolean {
  return one.left >= within.left && one.right <= within.right && one.top >= within.top && one.bottom <= within.bottom;
}

/** Whether two boxes lie over each other; where they only touch, letters have room yet. */
function meet(one: Box, other: Box): boolean {
  return (
    one.left < other.right && other.left < one.right && one.top + TOUCH < other.bottom && other.top + TOUCH < one.bottom
  );
}
