#!/bin/sh
# Two real hypervisors on one machine, between which a guest migrates: libvirt and QEMU without KVM; as root.
#
#   bench/lab/hypervisors.sh start DIR   libvirtd of vputty-hv1 and vputty-hv2, guest g1 running on the first; logs in DIR
#   bench/lab/hypervisors.sh stop DIR    ends them and removes all of it
#
# Each has a network, mount and host-name namespace of its own; a link joins their networks (10.201.0.1 and 10.201.0.2), over which
# memory is migrated. They answer at
#   qemu+unix:///system?socket=DIR/vputty-hvN/run/libvirt-sock
# g1 has UUID 00000001-aaaa-bbbb-cccc-00000000000b and 128 MiB. Every second it adds a line to DIR/g1.log, wherever it runs:
#   BEAT count boot-id
set -eu
here="$(cd "$(dirname "$0")" && pwd)"
dir="$2"
kernel=/var/lib/vputty-lab/kernel

uri() {
  echo "qemu+unix:///system?socket=$dir/vputty-hv$1/run/libvirt-sock"
}

# An initial file system: busybox, and beat.sh as the first process.
image() {
  root="$dir/image"
  mkdir -p "$root/bin" "$root/proc" "$root/sys" "$root/dev"
  cp /bin/busybox "$root/bin/"
  cp "$here/beat.sh" "$root/init"
  chmod 755 "$root/init"
  (cd "$root" && find . | cpio -o -H newc --quiet) >"$dir/image.cpio"
  rm -rf "$root"
}

domain() {
  cat <<XML
<domain type='qemu'>
  <name>g1</name>
  <uuid>00000001-aaaa-bbbb-cccc-00000000000b</uuid>
  <memory unit='MiB'>128</memory>
  <vcpu>1</vcpu>
  <os>
    <type arch='x86_64' machine='pc'>hvm</type>
    <kernel>$(ls $kernel/boot/vmlinuz-*)</kernel>
    <initrd>$dir/image.cpio</initrd>
    <cmdline>console=ttyS0 quiet panic=-1</cmdline>
  </os>
  <features><acpi/></features>
  <on_reboot>destroy</on_reboot>
  <devices>
    <emulator>/usr/bin/qemu-system-x86_64</emulator>
    <serial type='file'><source path='$dir/g1.log' append='on'/></serial>
  </devices>
</domain>
XML
}

hypervisor() { # number
  host="vputty-hv$1"
  own="$dir/$host"
  mkdir -p "$own/run" "$own/etc" "$own/lib" "$own/log" "$own/cache"
  cat >"$own/etc/qemu.conf" <<CONF
user = "root"
group = "root"
dynamic_ownership = 0
remember_owner = 0
security_driver = "none"
cgroup_controllers = [ ]
stdio_handler = "file"
namespaces = [ ]
CONF
  cat >"$own/etc/libvirtd.conf" <<CONF
listen_tls = 0
unix_sock_dir = "$own/run"
auth_unix_ro = "none"
auth_unix_rw = "none"
host_uuid = "0000000$1-0000-4000-8000-00000000000$1"
log_outputs = "3:file:$own/log/libvirtd.log"
CONF
  nsenter --net="/run/netns/$host" unshare --mount --uts --propagation private sh -eu -c "
    hostname '$host'
    mount --bind '$own/run' /run/libvirt
    mount --bind '$own/etc' /etc/libvirt
    mount --bind '$own/lib' /var/lib/libvirt
    mount --bind '$own/log' /var/log/libvirt
    mount --bind '$own/cache' /var/cache/libvirt
    exec libvirtd -d -f '$own/etc/libvirtd.conf' -p '$own/libvirtd.pid'"
  wait_for "libvirtd of $host" virsh -q -c "$(uri "$1")" list
}

start() {
  mkdir -p "$dir" /etc/libvirt /var/lib/libvirt /var/log/libvirt /var/cache/libvirt /run/libvirt
  getent group libvirt-qemu >/dev/null || groupadd --system libvirt-qemu
  getent passwd libvirt-qemu >/dev/null || useradd --system -g libvirt-qemu libvirt-qemu
  image
  ip netns add vputty-hv1
  ip netns add vputty-hv2
  ip link add eth0 netns vputty-hv1 type veth peer name eth0 netns vputty-hv2
  for number in 1 2; do
    ip -n "vputty-hv$number" address add "10.201.0.$number/24" dev eth0
    ip -n "vputty-hv$number" link set lo up
    ip -n "vputty-hv$number" link set eth0 up
    hypervisor "$number"
  done
  domain >"$dir/g1.xml"
  virsh -q -c "$(uri 1)" define "$dir/g1.xml"
  virsh -q -c "$(uri 1)" start g1
  wait_for g1 grep -q BEAT "$dir/g1.log"
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
  for number in 1 2; do
    own="$dir/vputty-hv$number"
    if [ -e "$own/libvirtd.pid" ]; then
      pkill -CONT -F "$own/run/qemu/g1.pid" 2>/dev/null || true
      virsh -q -c "$(uri $number)" destroy g1 2>/dev/null || true
      virsh -q -c "$(uri $number)" undefine g1 2>/dev/null || true
      pid="$(cat "$own/libvirtd.pid")"
      kill "$pid" 2>/dev/null || true
      for _ in $(seq 100); do
        kill -0 "$pid" 2>/dev/null || break
        sleep 0.1
      done
    fi
    ip netns del "vputty-hv$number" 2>/dev/null || true
  done
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
