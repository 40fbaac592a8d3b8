import "uplot/dist/uPlot.min.css";
import "./learning.css";
import uPlot from "uplot";

// How far people change the AI's texts, week by week. The same figures stand in a table below.
const WEEK = 7 * 86400;
const place = document.querySelector<HTMLElement>("[data-chart]");
const given = document.querySelector("[data-points]")?.textContent;
if (place && given) draw(place, JSON.parse(given) as { at: number[]; distance: number[]; unedited: number[] });

function draw(place: HTMLElement, points: { at: number[]; distance: number[]; unedited: number[] }): void {
  const color = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const axis = { stroke: color("--ink-soft"), grid: { stroke: color("--line") }, ticks: { stroke: color("--line") } };
  const language = document.documentElement.lang;
  const day = (at: number): string => new Date(at * 1000).toLocaleDateString(language, { day: "numeric", month: "short", timeZone: "UTC" });
  const chart = new uPlot(
    {
      width: place.clientWidth,
      height: 240,
      // A week on both sides, so that a first week is a point in the middle and not at an edge of years.
      scales: { x: { range: (_, min, max) => [min - WEEK, max + WEEK] }, y: { range: [0, 100] } },
      axes: [
        { ...axis, space: 80, incrs: [WEEK, 2 * WEEK, 4 * WEEK, 8 * WEEK], values: (_, splits) => splits.map(day) },
        { ...axis, values: (_, splits) => splits.map((split) => `${split} %`) },
      ],
      series: [
        { label: "", value: (_, at) => (at === null ? "" : day(at)) },
        { label: place.dataset["distance"] ?? "", stroke: color("--bad"), width: 2, points: { size: 7 } },
        { label: place.dataset["unedited"] ?? "", stroke: color("--good"), width: 2, dash: [6, 4], points: { size: 7 } },
      ],
    },
    [points.at, points.distance, points.unedited],
    place,
  );
  new ResizeObserver(() => chart.setSize({ width: place.clientWidth, height: 240 })).observe(place);
}
