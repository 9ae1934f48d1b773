#!/usr/bin/env bash
# Runs the tests and ends with the line "N passed, N failed, N skipped".
set -uo pipefail
cd "$(dirname "$0")/.."
fast=false
[ "${1:-}" = --fast ] && { fast=true; shift; }
work=$(mktemp -d)
trap 'scripts/postgres.sh stop "$work/pg" >/dev/null 2>&1; scripts/rabbitmq.sh stop "$work/mq" >/dev/null 2>&1; rm -rf "$work"' EXIT
passed=0 failed=0 skipped=0 status=0

source scripts/need.sh

run() { # run PROJECT [arguments]
  local log="$work/log"
  dotnet run --no-build -c Release --project "$1" -- "${@:2}" 2>&1 | tee "$log"
  [ "${PIPESTATUS[0]}" = 0 ] || status=1
  # The runner closes with "Total: N, Errors: N, Failed: N, Skipped: N, Not Run: N"; no such line means that it broke off.
  local summary total
  summary=$(sed -E 's/\x1b\[[0-9;]*m//g' "$log" | grep -E 'Total: [0-9]+, Errors:' | tail -1)
  # Once more at the end, where a reader of a long log looks first.
  sed -E 's/\x1b\[[0-9;]*m//g' "$log" | grep -A 12 -E '^ +[A-Za-z.]+Tests\..*\[FAIL\]' >>"$work/failures"
  number() { grep -oE "$1: [0-9]+" <<<"$summary" | grep -oE '[0-9]+' || echo 0; }
  total=$(number Total)
  if [ "$total" = 0 ]; then failed=$((failed + 1)); return; fi
  failed=$((failed + $(number Failed) + $(number Errors)))
  skipped=$((skipped + $(number Skipped)))
  passed=$((passed + total - $(number Failed) - $(number Skipped) - $(number 'Not Run')))
}

if ! dotnet build LoTrinh.slnx -c Release --nologo -v q; then
  echo "0 passed, 1 failed, 0 skipped"
  exit 1
fi

if $fast; then
  run tests/Tests -trait- Speed=slow "$@"
else
  if ! dotnet format whitespace LoTrinh.slnx --no-restore --verify-no-changes >"$work/format" 2>&1; then
    grep -oE '[^ ]+\.cs\([0-9]+' "$work/format" | sort -u | head -20 >&2
    echo "Not formatted; run ./dev format." >&2
    failed=$((failed + 1))
  fi
  need pg_ctl postgresql
  need chromium chromium fonts-noto-core
  need soffice libreoffice-writer-nogui fonts-liberation
  need pdftoppm poppler-utils
  need rabbitmqctl rabbitmq-server
  if scripts/postgres.sh start "$work/pg" >"$work/pg.env"; then
    source "$work/pg.env"
    export LOTRINH_TEST_POSTGRES
  else
    echo "PostgreSQL did not start; what needs it was not tested." >&2
    status=1
  fi
  if scripts/rabbitmq.sh start "$work/mq" >"$work/mq.env"; then
    source "$work/mq.env"
    export LOTRINH_TEST_BROKER
  else
    echo "RabbitMQ did not start; what needs it was not tested." >&2
    status=1
  fi
  run tests/Tests "$@"
  run tests/BrowserTests
fi

if [ "${CI:-}" = true ] && [ "$skipped" -gt 0 ]; then
  echo "In CI nothing may be skipped." >&2
  status=1
fi

[ -s "$work/failures" ] && cat "$work/failures"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ] && exit "$status"
exit 1
