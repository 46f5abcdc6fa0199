#!/bin/sh
# Installs what the tests and benchmarks against real sFlow agents and collectors need, from Debian; as root.
set -eu
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo "installing packages needs root and apt-get" >&2
  exit 1
fi
packages='openvswitch-switch pmacct ethtool iproute2 iputils-ping kmod'
if dpkg -s $packages >/dev/null 2>&1; then
  exit 0
fi

# No service starts by itself: the lab starts its own, in its own namespaces.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod +x "$policy"
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
# shellcheck disable=SC2086 # a list of words
apt-get install -y -q --no-install-recommends $packages
