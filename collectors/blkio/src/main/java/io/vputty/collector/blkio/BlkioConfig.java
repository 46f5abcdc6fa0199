package io.vputty.collector.blkio;

import io.vputty.collector.Counters;
import io.vputty.collector.blkio.cgroup.GroupReader;
import io.vputty.collector.blkio.cgroup.Hierarchy;
import io.vputty.collector.blkio.cgroup.VmGroups;
import io.vputty.collector.blkio.device.Volumes;
import io.vputty.collector.host.HostName;
import io.vputty.collector.host.SmallFile;
import io.vputty.collector.http.HttpAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * How a block I/O collector runs.
 *
 * @param bootstrap Kafka's addresses
 * @param host name of this host in the inventory; empty takes the machine's own
 * @param interval between two looks
 * @param groups patterns of the cgroups of VMs, regular expressions of paths below the mount point
 * @param arm whether version 1 counters that do not count are made to, by a limit of 1 TB/s; that
 *     writes to the VMs' cgroups
 * @param root folder that has the host's proc and sys, another than / in a container
 * @param kafka further settings of the Kafka client
 * @param http address and port of metrics and health, or "off"
 */
public record BlkioConfig(
    String bootstrap,
    String host,
    Duration interval,
    List<String> groups,
    boolean arm,
    Path root,
    Map<String, String> kafka,
    String http) {

  /** A collector of this machine's VMs, as libvirt, Proxmox and KubeVirt group them. */
  public static final BlkioConfig DEFAULTS =
      new BlkioConfig(
          "localhost:9092",
          "",
          Duration.ofSeconds(5),
          List.of(
              "machine/qemu-.*\\.libvirt-qemu",
              "machine\\.slice/machine-qemu.*\\.scope",
              "qemu\\.slice/[0-9]+\\.scope",
              "kubepods(\\.slice)?/(.*/)?(kubepods-)?.*pod[0-9a-f_-]+(\\.slice)?"),
          false,
          Path.of("/"),
          Map.of(),
          "127.0.0.1:9645");

  public BlkioConfig {
    if (interval.toMillis() <= 0) {
      throw new IllegalArgumentException("interval (%s) must be positive".formatted(interval));
    }
    groups = List.copyOf(groups);
    groups.forEach(BlkioConfig::pattern);
    kafka = Map.copyOf(kafka);
    Optional<HttpAddress> unused = HttpAddress.parse(http);
  }

  private static Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "groups: '%s' is no regular expression: %s".formatted(text, e.getDescription()), e);
    }
  }

  /** Name of the host, by the setting or the machine. */
  String hostName() {
    return HostName.of(host);
  }

  /** Settings of the Kafka client. */
  Map<String, Object> kafkaSettings() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put("bootstrap.servers", bootstrap);
    return settings;
  }

  /** Name in marks. */
  String writer() {
    return "blkio/" + hostName();
  }

  /**
   * What this host's groups say.
   *
   * @throws IOException if it has mounted no cgroups with block I/O
   */
  public BlkioReader reader(Counters counters) throws IOException {
    Path proc = root.resolve("proc");
    Hierarchy hierarchy =
        SmallFile.read(proc.resolve("self/mountinfo"))
            .flatMap(text -> Hierarchy.find(text.lines().toList(), root))
            .orElseThrow(
                () -> new IOException("%s: no cgroups with block I/O are mounted".formatted(proc)));
    return new BlkioReader(
        new VmGroups(
            hierarchy.io(), groups.stream().map(BlkioConfig::pattern).toList(), proc, counters),
        new GroupReader(hierarchy, arm, counters),
        new Volumes(root.resolve("sys"), proc, hostName()),
        counters);
  }
}
