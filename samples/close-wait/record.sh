#!/bin/sh
# record.sh PROGRAM FOLDER: runs a server on port 7070 in a network of its own, lets one client come and stay and another
# one come and go, has the first one served once more, and leaves packets.pcap, packets.tcpdump and sockets.txt in the
# folder. Linux, as root.
set -e
if [ -z "$CLOSE_WAIT_ALONE" ]; then
  CLOSE_WAIT_ALONE=1 exec unshare --net "$0" "$@"
fi
program=$1
folder=$2
ip link set lo up
touch "$folder/tcpdump.log"
tcpdump -i lo -n -U -w "$folder/packets.pcap" tcp port 7070 2> "$folder/tcpdump.log" &
capture=$!
until grep -q 'listening on' "$folder/tcpdump.log"; do sleep 0.05; done
"$program" &
server=$!
trap 'kill $server $capture 2> /dev/null || true' EXIT
until ss -ltn | grep -q :7070; do sleep 0.05; done
CAPTURE=$capture python3 - > "$folder/sockets.txt" << 'CLIENTS'
import os, signal, socket, subprocess, time

stays = socket.create_connection(('127.0.0.1', 7070))
time.sleep(0.3)
goes = socket.create_connection(('127.0.0.1', 7070))
time.sleep(0.5)
goes.close()
time.sleep(3)
stays.sendall(b'still here\n')
stays.recv(64)
print(subprocess.run(['ss', '-tanp'], capture_output=True, text=True).stdout, end='')
# The recording ends before the clients do, and tcpdump gets what was recorded a second late.
time.sleep(2)
os.kill(int(os.environ['CAPTURE']), signal.SIGINT)
time.sleep(0.5)
CLIENTS
wait $capture 2> /dev/null || true
tcpdump -n -r "$folder/packets.pcap" > "$folder/packets.tcpdump" 2> /dev/null
