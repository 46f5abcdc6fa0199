#!/bin/sh
# Installs one collector on this host: its jar, its systemd unit, and a settings file if there is none. As root, from
# the top of a checkout that has been built (./mvnw package -DskipTests):
#
#   collectors/install.sh sflow kafka:9092        # or blkio, pagehash, inventory
#
# It starts nothing; it says what to do next. To take it away again: systemctl disable --now vputty-collector-NAME,
# and remove the three files that it names.
set -eu

usage() {
  echo "usage: collectors/install.sh sflow|blkio|pagehash|inventory KAFKA_HOST:PORT" >&2
  exit 2
}

[ $# = 2 ] || usage
name="$1"
bootstrap="$2"
case "$name" in sflow | blkio | pagehash | inventory) ;; *) usage ;; esac

here="$(cd "$(dirname "$0")" && pwd)"
jar="$(find "$here/$name/target" -name "collector-$name-*-runnable.jar" 2>/dev/null | head -n 1)"
[ -n "$jar" ] || { echo "no jar yet: ./mvnw package -DskipTests makes it" >&2; exit 1; }
[ -x /usr/bin/java ] || { echo "/usr/bin/java is missing: install a Java 17 runtime" >&2; exit 1; }

# DESTDIR is for packagers and tests: where the file system begins.
root="${DESTDIR:-}"
settings="$root/etc/vputty/$name.yaml"

install -D -m 644 "$jar" "$root/usr/lib/vputty/collector-$name.jar"
install -D -m 644 "$here/$name/systemd/vputty-collector-$name.service" \
  "$root/etc/systemd/system/vputty-collector-$name.service"
if [ ! -e "$settings" ]; then
  install -d "$root/etc/vputty"
  printf 'bootstrap: %s\n' "$bootstrap" >"$settings"
fi

echo "installed $root/usr/lib/vputty/collector-$name.jar"
echo "installed $root/etc/systemd/system/vputty-collector-$name.service"
echo "settings  $settings; the effective ones: java -jar ... --config $settings --check-config"
echo "next:     systemctl daemon-reload && systemctl enable --now vputty-collector-$name"
