#!/usr/bin/env bash
# A RabbitMQ broker for one test run: own folder, loopback, free ports. start FOLDER prints its address; stop FOLDER ends it.
set -euo pipefail
folder=$2
# Its name and port mapper are its own too, so that ending it ends no other.
use() { # use PORT
  export RABBITMQ_NODENAME="lotrinh$1@localhost" RABBITMQ_NODE_IP_ADDRESS=127.0.0.1 RABBITMQ_NODE_PORT=$1 RABBITMQ_DIST_PORT=$(($1 + 1)) ERL_EPMD_PORT=$(($1 + 2))
  export ERL_EPMD_ADDRESS=127.0.0.1 RABBITMQ_MNESIA_BASE=$folder/data RABBITMQ_LOG_BASE=$folder/log HOME=$folder RABBITMQ_PID_FILE=$folder/pid
  export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1}' RABBITMQ_ENABLED_PLUGINS_FILE=$folder/plugins RABBITMQ_CONFIG_FILE=$folder/none
}
bin=$(compgen -G "/usr/lib/rabbitmq/bin" || true) # the programs themselves: those on the path change to an account that does not own the folder
case "$1" in
  start)
    [ -n "$bin" ] || exit 1
    mkdir -p "$folder"
    port=$(shuf -i 31000-39000 -n 1)
    while ss -ltn 2>/dev/null | grep -qE ":($port|$((port + 1))|$((port + 2))) "; do port=$((port + 3)); done
    echo "$port" >"$folder/port"
    use "$port"
    "$bin/rabbitmq-server" -detached >/dev/null 2>&1
    for _ in $(seq 30); do # before its port mapper knows the node, asking for it fails at once
      "$bin/rabbitmqctl" --quiet await_startup --timeout 60 >/dev/null 2>&1 && break
      sleep 1
    done
    "$bin/rabbitmqctl" --quiet await_startup --timeout 1 >/dev/null
    echo "LOTRINH_TEST_BROKER='amqp://guest:guest@127.0.0.1:$port/'"
    ;;
  stop)
    [ -f "$folder/port" ] || exit 0
    use "$(cat "$folder/port")"
    "$bin/rabbitmqctl" --quiet stop
    epmd -kill
    ;;
esac
