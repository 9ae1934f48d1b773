# shellcheck shell=bash
need() { # need COMMAND PACKAGE…: installs on Debian as root, else says what to install
  local command=$1 log; shift
  command -v "$command" >/dev/null && return
  [ "$command" = pg_ctl ] && compgen -G '/usr/lib/postgresql/*/bin/pg_ctl' >/dev/null && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing $*" >&2
    log=$(mktemp)
    if ! apt-get install -y -q "$@" >"$log" 2>&1; then
      apt-get update -q >/dev/null 2>&1
      apt-get install -y -q "$@" >"$log" 2>&1 || cat "$log" >&2
    fi
  else
    echo "Not found: $command. Install $* to run every test." >&2
  fi
}
