#!/bin/sh
# A real hypervisor on one machine: libvirt and QEMU without KVM, with guests that hold known pages; as root.
#
#   bench/lab/guests.sh start DIR   libvirtd with three running guests; returns when they are ready; state and logs in DIR
#   bench/lab/guests.sh stop DIR    ends them and removes all of it
#
# libvirtd has a mount namespace of its own, so that the machine's settings and guests are left alone; it answers at
#   qemu+unix:///system?socket=DIR/run/libvirt-sock
# g1 and g2 boot from image a, g3 from image b: 2,048 pages are the same in all guests of an image, 2,048 are each guest's own.
# gN has UUID 0000000N-aaaa-bbbb-cccc-00000000000N, MAC 52:54:00:00:02:0N and 192 MiB. g1 also has a volume, the loop device
# named in DIR/volume, and writes 1 MiB to it each second.
set -eu
here="$(cd "$(dirname "$0")" && pwd)"
dir="$2"
uri="qemu+unix:///system?socket=$dir/run/libvirt-sock"
kernel=/var/lib/vputty-lab/kernel

# An initial file system: busybox, disk drivers, the image's pages, and guest-init.sh.
image() {
  root="$dir/image-$1"
  mkdir -p "$root/bin" "$root/mod" "$root/proc" "$root/sys" "$root/dev" "$root/tmp"
  cp /bin/busybox "$root/bin/"
  cp "$here/guest-init.sh" "$root/init"
  chmod 755 "$root/init"
  for module in virtio_ring virtio virtio_pci_legacy_dev virtio_pci_modern_dev virtio_pci virtio_blk; do
    find "$kernel" -name "$module.ko" -exec cp {} "$root/mod/" \;
  done
  dd if=/dev/urandom of="$root/pages" bs=4k count=2048 status=none
  (cd "$root" && find . | cpio -o -H newc --quiet) >"$dir/image-$1.cpio"
  rm -rf "$root"
}

domain() { # number, image, disk
  cat <<XML
<domain type='qemu'>
  <name>g$1</name>
  <uuid>0000000$1-aaaa-bbbb-cccc-00000000000$1</uuid>
  <memory unit='MiB'>192</memory>
  <vcpu>1</vcpu>
  <os>
    <type arch='x86_64' machine='pc'>hvm</type>
    <kernel>$(ls $kernel/boot/vmlinuz-*)</kernel>
    <initrd>$dir/image-$2.cpio</initrd>
    <cmdline>console=ttyS0 quiet panic=-1</cmdline>
  </os>
  <features><acpi/></features>
  <on_reboot>destroy</on_reboot>
  <devices>
    <emulator>/usr/bin/qemu-system-x86_64</emulator>
    $3
    <interface type='user'><mac address='52:54:00:00:02:0$1'/><model type='virtio'/></interface>
    <serial type='file'><source path='$dir/g$1.log'/></serial>
  </devices>
</domain>
XML
}

disk() {
  echo "<disk type='block' device='disk'><driver name='qemu' type='raw' cache='none' io='threads'/>" \
    "<source dev='$1'/><target dev='vda' bus='virtio'/></disk>"
}

start() {
  mkdir -p "$dir/run" "$dir/etc" "$dir/lib" "$dir/log" "$dir/cache"
  getent group libvirt-qemu >/dev/null || groupadd --system libvirt-qemu
  getent passwd libvirt-qemu >/dev/null || useradd --system -g libvirt-qemu libvirt-qemu
  image a
  image b
  truncate -s 64M "$dir/volume.img"
  losetup -f --show "$dir/volume.img" >"$dir/volume"
  cat >"$dir/etc/qemu.conf" <<CONF
user = "root"
group = "root"
dynamic_ownership = 0
remember_owner = 0
security_driver = "none"
cgroup_controllers = [ "cpu", "memory", "blkio", "cpuset", "cpuacct", "devices" ]
stdio_handler = "file"
namespaces = [ ]
CONF
  cat >"$dir/etc/libvirtd.conf" <<CONF
listen_tls = 0
unix_sock_dir = "$dir/run"
auth_unix_ro = "none"
auth_unix_rw = "none"
host_uuid = "00000009-0000-4000-8000-000000000009"
log_outputs = "3:file:$dir/log/libvirtd.log"
CONF
  mkdir -p /etc/libvirt /var/lib/libvirt /var/log/libvirt /var/cache/libvirt /run/libvirt
  unshare --mount --propagation private sh -eu -c "
    mount --bind '$dir/run' /run/libvirt
    mount --bind '$dir/etc' /etc/libvirt
    mount --bind '$dir/lib' /var/lib/libvirt
    mount --bind '$dir/log' /var/log/libvirt
    mount --bind '$dir/cache' /var/cache/libvirt
    exec libvirtd -d -f '$dir/etc/libvirtd.conf' -p '$dir/libvirtd.pid'"
  domain 1 a "$(disk "$(cat "$dir/volume")")" >"$dir/g1.xml"
  domain 2 a "" >"$dir/g2.xml"
  domain 3 b "" >"$dir/g3.xml"
  wait_for "libvirtd" virsh -q -c "$uri" list
  for guest in g1 g2 g3; do
    virsh -q -c "$uri" define "$dir/$guest.xml"
    virsh -q -c "$uri" start $guest
  done
  for guest in g1 g2 g3; do
    wait_for "$guest" grep -q READY "$dir/$guest.log"
  done
}

wait_for() {
  what="$1"
  shift
  for _ in $(seq 180); do
    if "$@" >/dev/null 2>&1; then
      return
    fi
    sleep 1
  done
  echo "$what was not ready in three minutes" >&2
  exit 1
}

stop() {
  for guest in g1 g2 g3; do
    pkill -CONT -F "$dir/run/qemu/$guest.pid" 2>/dev/null || true
    virsh -q -c "$uri" destroy $guest 2>/dev/null || true
    virsh -q -c "$uri" undefine $guest 2>/dev/null || true
  done
  if [ -e "$dir/libvirtd.pid" ]; then
    pid="$(cat "$dir/libvirtd.pid")"
    kill "$pid" 2>/dev/null || true
    for _ in $(seq 100); do
      kill -0 "$pid" 2>/dev/null || break
      sleep 0.1
    done
  fi
  if [ -s "$dir/volume" ]; then
    losetup -d "$(cat "$dir/volume")" 2>/dev/null || true
  fi
}

case "$1" in
  start)
    trap stop EXIT
    start
    trap - EXIT
    ;;
  stop) stop ;;
  *)
    echo "usage: $0 start|stop DIR" >&2
    exit 2
    ;;
esac
