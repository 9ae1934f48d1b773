// Draws <figure class="chart" data-chart='{"type":"line","categories":[…],"series":[{"name":"…","data":[…]}]}'>.
//   type        line, bar or stacked
//   categories  labels along the axis, in the words to show
//   series      name, data (null leaves a gap, unless joined), dashed and, if wished, color: primary, success, warning, danger, accent, gold, road, neutral
//   unit        said after each value
// The same numbers stand in a table beside it, which the page writes; when there is none, one is made here.
// The page loads vendor/echarts/echarts.simple.min.js before this file.

// Sizes are measured, so the styles must be there.
if (document.readyState !== "complete") await new Promise((done) => addEventListener("load", done, { once: true }));

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--ds-color-${name}`).trim();
const palette = ["primary", "gold", "road", "accent", "success", "neutral"];
const shade = (color) => token(`${color === "warning" ? "warning-border" : `${color}-base`}-default`);
const number = new Intl.NumberFormat(document.documentElement.lang === "en" ? "en-GB" : "vi-VN");

const colorOf = (series, i) => shade(series.color ?? palette[i % palette.length]);

function option(chart) {
  const text = token("neutral-text-subtle");
  const line = token("neutral-border-subtle");
  const say = (value) => (value == null ? "–" : number.format(value) + (chart.unit ? ` ${chart.unit}` : ""));
  return {
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: text },
    color: chart.series.map((s, i) => colorOf(s, i)),
    grid: { left: 8, right: 16, top: 16, bottom: 8, containLabel: true },
    tooltip: { trigger: "axis", renderMode: "richText", valueFormatter: say },
    xAxis: { type: "category", data: chart.categories, axisLine: { lineStyle: { color: line } }, axisLabel: { color: text }, axisTick: { show: false } },
    yAxis: { type: "value", splitLine: { lineStyle: { color: line } }, axisLabel: { color: text, formatter: (v) => number.format(v) } },
    series: chart.series.map((s) => ({
      name: s.name,
      data: s.data,
      type: chart.type === "line" ? "line" : "bar",
      stack: chart.type === "stacked" ? "all" : undefined,
      symbolSize: 6,
      symbol: s.dashed && s.data.filter((v) => v != null).length > 1 ? "none" : undefined,
      connectNulls: s.joined === true,
      barMaxWidth: 36,
      lineStyle: { width: 2.5, type: s.dashed ? "dashed" : "solid" },
    })),
  };
}

// The small build of the library has no legend of its own; ours is text that everyone can read.
function legend(chart) {
  const list = document.createElement("ul");
  list.className = "legend";
  for (const series of chart.series) {
    const item = document.createElement("li");
    item.append(document.createElement("i"), series.name);
    list.append(item);
  }
  return list;
}

function paint(list, chart) {
  list.querySelectorAll("i").forEach((mark, i) => {
    mark.style.borderTop = `3px ${chart.series[i].dashed ? "dashed" : "solid"} ${colorOf(chart.series[i], i)}`;
  });
}

function table(chart) {
  const made = document.createElement("table");
  made.className = "ds-table";
  const row = (parent, cells, head) => {
    const tr = parent.insertRow();
    cells.forEach((text, i) => {
      const cell = document.createElement(head || i === 0 ? "th" : "td");
      if (cell.tagName === "TH") cell.scope = head ? "col" : "row";
      if (i > 0) cell.className = "num";
      cell.textContent = text;
      tr.append(cell);
    });
  };
  row(made.createTHead(), ["", ...chart.series.map((s) => s.name)], true);
  const body = made.createTBody();
  chart.categories.forEach((c, i) => row(body, [c, ...chart.series.map((s) => (s.data[i] == null ? "–" : number.format(s.data[i])))], false));
  return made;
}

for (const figure of document.querySelectorAll("figure.chart[data-chart]")) {
  const chart = JSON.parse(figure.dataset.chart);
  const canvas = document.createElement("div");
  canvas.className = "canvas";
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", figure.querySelector("figcaption")?.textContent.trim() ?? chart.series.map((s) => s.name).join(", "));
  const caption = figure.querySelector("figcaption");
  if (caption) caption.after(canvas);
  else figure.prepend(canvas);
  if (!figure.querySelector("table")) {
    const details = document.createElement("details");
    const summary = document.createElement("summary");
    summary.textContent = document.documentElement.lang === "en" ? "Show as a table" : "Xem dạng bảng";
    details.append(summary, table(chart));
    figure.append(details);
  }
  const key = chart.series.length > 1 ? legend(chart) : null;
  if (key) {
    canvas.before(key);
    paint(key, chart);
  }
  const drawn = window.echarts.init(canvas, null, { renderer: "canvas" });
  drawn.setOption(option(chart));
  new ResizeObserver(() => drawn.resize()).observe(canvas);
  const again = () => {
    drawn.setOption(option(chart), true);
    if (key) paint(key, chart);
  };
  document.addEventListener("look", again);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
}
