// Turns <div class="map" …> into a map that can be moved. The page's drawing or table stays for those without script.
//   data-points-url  GeoJSON points with properties label, url, color
//   data-track-url   GeoJSON lines or points of a way
//   data-last        "longitude,latitude" of the latest position
//   data-hoang-sa, data-truong-sa  labels of the archipelagos, in the reader's language
import { Map as Chart, Marker, NavigationControl, Popup, ScaleControl, LngLatBounds, setWorkerUrl } from "../vendor/maplibre/maplibre-gl.js";

// Sizes are measured, so the styles must be there.
if (document.readyState !== "complete") await new Promise((done) => addEventListener("load", done, { once: true }));

setWorkerUrl(new URL("../vendor/maplibre/maplibre-gl-worker.js", import.meta.url).href);

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--ds-color-${name}`).trim();
const colors = () => ({
  sea: token("info-surface-tinted"), land: token("neutral-background-default"), border: token("neutral-border-default"),
  primary: token("primary-base-default"), success: token("success-base-default"), warning: token("warning-border-default"),
  danger: token("danger-base-default"), neutral: token("neutral-text-subtle"),
});
const byColor = (c) => ["match", ["get", "color"], "success", c.success, "warning", c.warning, "danger", c.danger, "neutral", c.neutral, c.primary];
const country = [[101.5, 6.5], [117.5, 23.8]];

function sheet(c, land) {
  return {
    version: 8,
    sources: { vietnam: { type: "geojson", data: land, attribution: "Natural Earth" } },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": c.sea } },
      { id: "land", type: "fill", source: "vietnam", filter: ["==", ["get", "kind"], "province"], paint: { "fill-color": c.land } },
      { id: "border", type: "line", source: "vietnam", filter: ["==", ["get", "kind"], "province"], paint: { "line-color": c.border, "line-width": 0.6 } },
      { id: "island", type: "circle", source: "vietnam", filter: ["==", ["get", "kind"], "island"],
        paint: { "circle-radius": 2.5, "circle-color": c.land, "circle-stroke-width": 1, "circle-stroke-color": c.border } },
    ],
  };
}

function label(map, text, place) {
  const element = document.createElement("div");
  element.className = "map-label";
  element.textContent = text;
  new Marker({ element }).setLngLat(place).addTo(map);
}

/** Shows what a feature is, as text, with a link when it has a page. */
function explain(map, { geometry, properties }, place) {
  const box = document.createElement(properties.url ? "a" : "span");
  box.textContent = properties.label ?? properties.name ?? "";
  if (properties.url) box.href = properties.url;
  new Popup({ closeButton: false }).setLngLat(geometry.type === "Point" ? geometry.coordinates : place).setDOMContent(box).addTo(map);
}

function add(map, id, data, c) {
  map.addSource(id, { type: "geojson", data });
  map.addLayer({ id: `${id}-lines`, type: "line", source: id, filter: ["==", ["geometry-type"], "LineString"],
    layout: { "line-cap": "round", "line-join": "round" }, paint: { "line-color": byColor(c), "line-width": 3 } });
  map.addLayer({ id: `${id}-points`, type: "circle", source: id, filter: ["==", ["geometry-type"], "Point"],
    paint: { "circle-radius": 5, "circle-color": byColor(c), "circle-stroke-color": c.land, "circle-stroke-width": 1.5 } });
  for (const layer of [`${id}-points`, `${id}-lines`]) {
    map.on("click", layer, (event) => explain(map, event.features[0], event.lngLat));
    map.on("mouseenter", layer, () => { map.getCanvas().style.cursor = "pointer"; });
    map.on("mouseleave", layer, () => { map.getCanvas().style.cursor = ""; });
  }
}

function bounds(data) {
  const box = new LngLatBounds();
  const walk = (c) => (typeof c[0] === "number" ? box.extend(c) : c.forEach(walk));
  for (const feature of data.features ?? [data]) walk(feature.geometry.coordinates);
  return box;
}

async function open(element) {
  const [land, points, track] = await Promise.all([new URL("../map/vietnam.json", import.meta.url), element.dataset.pointsUrl, element.dataset.trackUrl]
    .map((url) => (url ? fetch(url).then((answer) => (answer.ok ? answer.json() : null)) : null)));
  const english = document.documentElement.lang === "en";
  const c = colors();
  const map = new Chart({ container: element, style: sheet(c, land), bounds: country, fitBoundsOptions: { padding: 8 },
    attributionControl: { compact: true }, dragRotate: false, pitchWithRotate: false, maxZoom: 14, minZoom: 3, cooperativeGestures: false });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new ScaleControl({ unit: "metric" }));
  label(map, element.dataset.hoangSa ?? (english ? "Hoàng Sa Archipelago (Viet Nam)" : "Quần đảo Hoàng Sa (Việt Nam)"), [111.9, 17.9]);
  label(map, element.dataset.truongSa ?? (english ? "Trường Sa Archipelago (Viet Nam)" : "Quần đảo Trường Sa (Việt Nam)"), [113.6, 7.2]);
  map.on("load", () => {
    if (track) add(map, "track", track, c);
    if (points) add(map, "points", points, c);
    if (element.dataset.last) new Marker({ color: c.danger }).setLngLat(element.dataset.last.split(",").map(Number)).addTo(map);
    const box = track ? bounds(track) : null;
    if (box && !box.isEmpty()) map.fitBounds(box, { padding: 40, maxZoom: 12, animate: false });
  });
  document.addEventListener("look", () => {
    const now = colors();
    map.setPaintProperty("sea", "background-color", now.sea);
    map.setPaintProperty("land", "fill-color", now.land);
    map.setPaintProperty("border", "line-color", now.border);
  });
}

for (const element of document.querySelectorAll("div.map")) open(element);
