#!/bin/busybox sh
# First process of a guest of guests.sh: puts its pages into memory, says READY, and writes to its disk if it has one.
/bin/busybox --install -s /bin
export PATH=/bin
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
mount -t tmpfs -o size=90% tmp /tmp
for module in virtio_ring virtio virtio_pci_legacy_dev virtio_pci_modern_dev virtio_pci virtio_blk; do
  insmod "/mod/$module.ko" 2>/dev/null
done
cp /pages /tmp/pages
rm /pages
dd if=/dev/urandom of=/tmp/own bs=4k count=2048 2>/dev/null
echo READY
while true; do
  if [ -b /dev/vda ]; then
    dd if=/dev/zero of=/dev/vda bs=64k count=16 oflag=direct 2>/dev/null
  fi
  sleep 1
done
