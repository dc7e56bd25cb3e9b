// An answer as a chart: the first column of texts against the first of numbers. The table is its text alternative.
import {
  ArcElement,
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PieController,
  PointElement,
  Tooltip,
  type ChartConfiguration,
  type ChartType,
} from "chart.js";
import type { Columns } from "./columns";
import { element } from "../shared/dom";

Chart.register(ArcElement, BarController, BarElement, CategoryScale, Legend, LinearScale, LineController);
Chart.register(LineElement, PieController, PointElement, Tooltip);

const BAR = 28; // CSS pixels
const LEAST = 260;
const PARTS = 12; // hues of a pie

/** Draw in a frame; gives the function that draws another kind. */
export function drawChart(frame: HTMLElement, columns: Columns, title: string): (kind: ChartType) => void {
  let chart: Chart | undefined;
  const draw = (kind: ChartType) => {
    chart?.destroy();
    const canvas = element("canvas", { role: "img", "aria-label": title });
    frame.replaceChildren(canvas);
    frame.style.blockSize = `${Math.max(LEAST, kind === "bar" ? 60 + BAR * columns.names.length : 360)}px`;
    chart = new Chart(canvas, configuration(kind, columns, title));
  };
  let kind: ChartType = "bar";
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    draw(kind);
  });
  return (chosen) => {
    kind = chosen;
    draw(kind);
  };
}

function configuration(kind: ChartType, columns: Columns, title: string): ChartConfiguration {
  const style = getComputedStyle(document.documentElement);
  Chart.defaults.font.family = style.fontFamily;
  const color = (name: string) => style.getPropertyValue(name).trim();
  const isRightToLeft = document.documentElement.dir === "rtl";
  const axis = { ticks: { color: color("--ink") }, grid: { color: color("--line") } };
  const across = { ...axis, reverse: isRightToLeft };
  const upward = { ...axis, position: isRightToLeft ? ("right" as const) : ("left" as const) };
  const hues = columns.names.map((_, place) => `hsl(${190 + (place * 360) / PARTS} 45% ${place % 2 ? 60 : 45}%)`);
  return {
    type: kind,
    data: {
      labels: columns.names,
      datasets: [
        {
          label: title,
          data: columns.numbers,
          backgroundColor: kind === "pie" ? hues : color("--accent"),
          borderColor: kind === "pie" ? color("--paper") : color("--accent"),
          borderWidth: kind === "bar" ? 0 : 2,
        },
      ],
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      locale: columns.locale,
      ...(kind === "bar" ? { indexAxis: "y" as const } : {}),
      ...(kind === "pie" ? {} : { scales: { x: across, y: upward } }),
      plugins: {
        legend: {
          display: kind === "pie",
          position: "bottom",
          rtl: isRightToLeft,
          labels: { color: color("--ink") },
        },
        tooltip: { rtl: isRightToLeft },
      },
    },
  };
}
