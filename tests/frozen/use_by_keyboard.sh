#!/bin/sh
# Stands for a person at the keyboard of a screen of its own: makes a briefing for Serbia and saves it as $1, while
# strace writes every system call that opens a connection, names a file or writes into one to $2.
set -eu
export DISPLAY=:7
mkdir -p /tmp/.X11-unix
Xvfb "$DISPLAY" -nolisten tcp >/dev/null 2>&1 &
screen=$!
trap 'kill $screen' EXIT
until [ -S /tmp/.X11-unix/X7 ]; do sleep 0.2; done

strace -f -y -s 4096 -e trace=%network,%file,write,pwrite64,writev,pwritev -o "$2" forewarned &
program=$!

window() { timeout 120 xdotool search --sync --onlyvisible --name "^$1\$" | head -n 1; }

main=$(window Forewarned)
xdotool windowfocus "$main"
sleep 1
xdotool type --delay 60 Serbia
sleep 3
xdotool key Return
# The dialog opens once there are pages to save.
for _ in $(seq 60); do
    xdotool key ctrl+s
    sleep 2
    if dialog=$(xdotool search --onlyvisible --name '^Save PDF$'); then break; fi
done
xdotool windowfocus "$dialog"
xdotool key ctrl+a
xdotool type --delay 60 "$1"
xdotool key Return
for _ in $(seq 60); do
    if [ -s "$1" ]; then break; fi
    sleep 1
done
sleep 2
xdotool windowfocus "$main" key ctrl+q
wait $program
