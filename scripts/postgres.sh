#!/usr/bin/env bash
# A PostgreSQL cluster for one test run: own folder, loopback, a free port. start FOLDER prints its address; stop FOLDER ends it.
# start FOLDER durable writes through to the disk, as an office's does: tests need not wait for that, a measurement must.
set -euo pipefail
bin=$(dirname "$(command -v pg_ctl || ls -d /usr/lib/postgresql/*/bin/pg_ctl | sort -V | tail -1)")
folder=$2
as_owner() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
case "$1" in
  start)
    mkdir -p "$folder"
    if [ "$(id -u)" = 0 ]; then chmod a+x "$(dirname "$folder")"; chown postgres "$folder"; fi
    as_owner "$bin/initdb" -D "$folder/data" -U lotrinh -A trust -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null
    port=$(shuf -i 20000-30000 -n 1)
    while ss -ltn 2>/dev/null | grep -q ":$port "; do port=$((port + 1)); done
    hasty="-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    if [ "${3:-}" = durable ]; then hasty=""; fi
    as_owner "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" \
      -o "-h 127.0.0.1 -p $port -k $folder $hasty -c max_connections=500" start >/dev/null
    echo "LOTRINH_TEST_POSTGRES='Host=127.0.0.1;Port=$port;Username=lotrinh;Database=postgres'"
    ;;
  stop)
    [ -f "$folder/data/postmaster.pid" ] && as_owner "$bin/pg_ctl" -D "$folder/data" -m immediate stop
    ;;
esac
