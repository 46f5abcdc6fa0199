#!/bin/busybox sh
# First process of the guest of hypervisors.sh: says every second how often it has done so, and since which boot.
/bin/busybox --install -s /bin
export PATH=/bin
mount -t proc proc /proc
count=0
while true; do
  count=$((count + 1))
  echo "BEAT $count $(cat /proc/sys/kernel/random/boot_id)"
  sleep 1
done
