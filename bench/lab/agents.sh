#!/bin/sh
# Real sFlow agents on one machine, in network namespaces of their own; as root.
#
#   bench/lab/agents.sh start DIR   five "VMs" on two bridges, with two agents; state and logs in DIR
#   bench/lab/agents.sh stop DIR    removes all of it
#
# vputty-switch holds the bridges and the agents, which send to 127.0.0.1:6343 inside it:
#   br0 (vm1, vm2, vm3)  Open vSwitch, userspace datapath; agent 127.0.0.1, 1 packet of 16, counters every 2 s
#   br1 (vm4, vm5)       no sFlow of its own; pmacctd samples vnet4: agent 10.98.0.2, sub-agent 7, 1 packet of 8
# vputty-vmN is a VM: eth0 with MAC 52:54:00:00:00:0N and address 10.98.B.1N, for bridge B.
set -eu
export OVS_RUNDIR="$2/run" OVS_LOGDIR="$2/log" OVS_DBDIR="$2" OVS_SYSCONFDIR="$2/etc"
switch=vputty-switch
db="unix:$OVS_RUNDIR/db.sock"

vsctl() {
  ip netns exec $switch ovs-vsctl --db="$db" --timeout=20 "$@"
}

# A pair of interfaces: eth0 of the VM, and vnetN on the bridge.
add_vm() {
  vm=vputty-vm$1
  ip netns add "$vm"
  ip link add "vnet$1" netns $switch type veth peer name eth0 netns "$vm"
  ip -n $switch link set "vnet$1" up
  ip -n "$vm" link set eth0 address "52:54:00:00:00:0$1" up
  ip -n "$vm" link set lo up
  ip -n "$vm" addr add "10.98.$2.1$1/24" dev eth0
  ip netns exec "$vm" ethtool -K eth0 tx off tso off gso off >/dev/null
  vsctl add-port "br$2" "vnet$1" -- set interface "vnet$1" "external_ids:attached-mac=52:54:00:00:00:0$1"
}

start() {
  mkdir -p "$OVS_RUNDIR" "$OVS_LOGDIR" "$OVS_SYSCONFDIR"
  ip netns add $switch
  ip -n $switch link set lo up
  ovsdb-tool create "$2/conf.db" /usr/share/openvswitch/vswitch.ovsschema
  ip netns exec $switch ovsdb-server "$2/conf.db" --remote="punix:$OVS_RUNDIR/db.sock" --pidfile --detach --log-file
  ovs-vsctl --db="$db" --no-wait init
  ip netns exec $switch ovs-vswitchd "$db" --pidfile --detach --log-file --disable-system
  vsctl add-br br0 -- set bridge br0 datapath_type=netdev
  vsctl add-br br1 -- set bridge br1 datapath_type=netdev
  for vm in 1 2 3; do add_vm $vm 0; done
  for vm in 4 5; do add_vm $vm 1; done
  vsctl -- --id=@s create sflow agent=lo 'target="127.0.0.1:6343"' header=128 sampling=16 polling=2 \
    -- set bridge br0 sflow=@s
  cat >"$2/pmacctd.conf" <<CONF
daemonize: true
pidfile: $2/run/pmacctd.pid
logfile: $2/log/pmacctd.log
pcap_interface: vnet4
plugins: sfprobe[s]
sampling_rate: 8
sfprobe_receiver: 127.0.0.1:6343
sfprobe_agentip: 10.98.0.2
sfprobe_agentsubid: 7
CONF
  ip netns exec $switch pmacctd -f "$2/pmacctd.conf"
}

stop() {
  for server in pmacctd ovs-vswitchd ovsdb-server; do
    if [ -e "$OVS_RUNDIR/$server.pid" ]; then
      kill "$(cat "$OVS_RUNDIR/$server.pid")" || true
    fi
  done
  sleep 1
  for space in $(ip netns list | awk '/^vputty-/ { print $1 }'); do
    ip netns del "$space"
  done
}

case "$1" in
  start)
    trap 'test $? = 0 || stop "$@"' EXIT
    start "$@"
    ;;
  stop) stop "$@" ;;
  *) sed -n '2,5p' "$0" >&2; exit 2 ;;
esac
