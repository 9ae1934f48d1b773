#!/usr/bin/env bash
# Builds src/Host/wwwroot/vendor from the packages in package-lock.json, each with its version and licence.
# Needs Node 20 or newer; the result is committed, so running the application needs no Node.
set -euo pipefail
cd "$(dirname "$0")"
vendor=../src/Host/wwwroot/vendor

npm ci --no-audit --no-fund
npx designsystemet tokens create --config designsystemet.config.json
npx designsystemet tokens build --tokens build/tokens --out-dir build/css --config designsystemet.config.json --clean

# note FOLDER PACKAGE: writes which version lies there and under which licence.
note() {
  node -p "const p = require('./node_modules/$2/package.json'); p.name + ' ' + p.version + '\n' + p.license" > "$vendor/$1/VERSION"
  cp "node_modules/$2/"LICENSE* "$vendor/$1/"
}

rm -rf "$vendor"
mkdir -p "$vendor"/{designsystemet,theme,fonts,maplibre,echarts}

cp node_modules/@digdir/designsystemet-css/dist/src/index.css "$vendor/designsystemet/designsystemet.css"
cp node_modules/@digdir/designsystemet-web/dist/umd/index.js "$vendor/designsystemet/designsystemet-web.js"
sed -i '/^\/\/# sourceMappingURL=/d' "$vendor/designsystemet/designsystemet-web.js"
note designsystemet @digdir/designsystemet-css

cp build/css/lotrinh.css "$vendor/theme/lotrinh.css"
cp designsystemet.config.json "$vendor/theme/"
note theme @digdir/designsystemet

for weight in 400 500 600 700; do
  for subset in latin vietnamese; do
    cp "node_modules/@fontsource/be-vietnam-pro/files/be-vietnam-pro-$subset-$weight-normal.woff2" "$vendor/fonts/"
  done
done
note fonts @fontsource/be-vietnam-pro

cp node_modules/maplibre-gl/dist/maplibre-gl.mjs "$vendor/maplibre/maplibre-gl.js"
cp node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs "$vendor/maplibre/maplibre-gl-worker.js"
cp node_modules/maplibre-gl/dist/maplibre-gl.css "$vendor/maplibre/"
sed -i '/^\/\/# sourceMappingURL=/d' "$vendor"/maplibre/*.js
note maplibre maplibre-gl

cp node_modules/echarts/dist/echarts.simple.min.js "$vendor/echarts/"
cp node_modules/echarts/NOTICE "$vendor/echarts/"
note echarts echarts
