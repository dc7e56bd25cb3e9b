// Facts as a picture of things and lines, laid out by forces; beside it the things as a list, for the keyboard.
import { forceCenter, forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import type { Table, Term } from "./answer";
import { cut } from "./columns";
import { element } from "../shared/dom";
import type { Pages } from "./pages";
import { addressOf, shortText } from "./table";

export const FACTS = 200; // in the picture
const NAMED = 40; // facts of which the lines have names
const STEPS = 300;
const MARGIN = 50;
const LONGEST = 32; // characters of a name
const RADIUS = 7;
const SVG = "http://www.w3.org/2000/svg";

interface Node {
  term: Term;
  text: string;
  href: string | undefined;
  x: number;
  y: number;
}

interface Line {
  source: Node;
  target: Node;
  text: string;
}

function shape(name: string, attributes: Record<string, string | number>, ...children: (globalThis.Node | string)[]) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

function read(answer: Table, pages: Pages): { nodes: Node[]; lines: Line[] } {
  const nodes = new Map<string, Node>();
  const node = (term: Term, key: string): Node => {
    const known = nodes.get(key);
    if (known) return known;
    const made = { term, text: cut(shortText(term, pages), LONGEST), href: addressOf(term, pages), x: 0, y: 0 };
    nodes.set(key, made);
    return made;
  };
  const lines: Line[] = [];
  answer.rows.slice(0, FACTS).forEach(([s, p, o], place) => {
    if (!s || !p || !o) return;
    // Each literal stands alone: two things that are both "3" have nothing in common.
    const target = node(o, o.type === "literal" ? `${place} ${o.value}` : `${o.type} ${o.value}`);
    lines.push({ source: node(s, `${s.type} ${s.value}`), target, text: shortText(p, pages) });
  });
  return { nodes: [...nodes.values()], lines };
}

function layOut(nodes: Node[], lines: Line[]): void {
  nodes.forEach((node, place) => {
    // On a spiral, so that equal answers give equal pictures.
    [node.x, node.y] = [Math.cos(place * 2.4) * 12 * Math.sqrt(place), Math.sin(place * 2.4) * 12 * Math.sqrt(place)];
  });
  forceSimulation(nodes)
    .force("link", forceLink<Node, Line>(lines).distance(110))
    .force("charge", forceManyBody().strength(-420))
    .force("collide", forceCollide(42))
    .force("x", forceX().strength(0.05))
    .force("y", forceY().strength(0.09))
    .force("center", forceCenter())
    .stop()
    .tick(STEPS);
}

function picture(nodes: Node[], lines: Line[]): SVGElement {
  const [xs, ys] = [nodes.map((node) => node.x), nodes.map((node) => node.y)];
  const [left, top] = [Math.min(...xs) - MARGIN * 2, Math.min(...ys) - MARGIN];
  const [width, height] = [Math.max(...xs) - left + MARGIN * 2, Math.max(...ys) - top + MARGIN];
  const drawnLines = lines.map(({ source, target, text }) => {
    const path = shape("path", {
      d: `M${source.x} ${source.y}L${target.x} ${target.y}`,
      "marker-end": "url(#network-end)",
    });
    path.append(shape("title", {}, text));
    return path;
  });
  const names =
    lines.length > NAMED
      ? []
      : lines.map(({ source, target, text }) =>
          shape("text", { class: "name", x: (source.x + target.x) / 2, y: (source.y + target.y) / 2 - 3 }, text),
        );
  const drawnNodes = nodes.map(({ x, y, text, href, term }) => {
    const mark = shape("circle", { cx: x, cy: y, r: term.type === "literal" ? RADIUS / 2 : RADIUS, class: term.type });
    const name = shape("text", { x, y: y + RADIUS + 12 }, text);
    return href ? shape("a", { href, tabindex: -1 }, mark, name) : shape("g", {}, mark, name);
  });
  const end = shape(
    "marker",
    {
      id: "network-end",
      viewBox: "0 0 8 8",
      refX: 8 + RADIUS,
      refY: 4,
      markerWidth: 8,
      markerHeight: 8,
      orient: "auto",
    },
    shape("path", { d: "M0 0L8 4L0 8z" }),
  );
  const attributes = {
    viewBox: `${left} ${top} ${width} ${height}`,
    width,
    height,
    "aria-hidden": "true",
    direction: "ltr",
  };
  return shape("svg", attributes, shape("defs", {}, end), ...drawnLines, ...names, ...drawnNodes);
}

/** The picture, in a frame that scrolls, and the list of its things. */
export function drawNetwork(answer: Table, pages: Pages, title: string): HTMLElement[] {
  const { nodes, lines } = read(answer, pages);
  layOut(nodes, lines);
  const frame = { class: "scroll network", tabindex: "0", role: "region", "aria-label": title };
  const things = nodes.filter((node) => node.term.type !== "literal");
  const items = things.map(({ href, text }) =>
    element("li", {}, href ? element("a", { href, dir: "ltr" }, text) : element("code", {}, text)),
  );
  return [
    element("div", frame, picture(nodes, lines) as unknown as HTMLElement),
    element("h3", {}, title),
    element("ul", { class: "instances" }, ...items),
  ];
}
