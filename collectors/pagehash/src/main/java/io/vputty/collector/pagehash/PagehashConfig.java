package io.vputty.collector.pagehash;

import io.vputty.collector.host.HostName;
import io.vputty.collector.http.HttpAddress;
import io.vputty.collector.pagehash.key.TrustDomains;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a page hash collector runs.
 *
 * @param bootstrap Kafka's addresses
 * @param host name of this host in the inventory; empty takes the machine's own
 * @param trustDomain trust domain of VMs that `vms` does not name
 * @param secret secret of that trust domain, 16 characters or more, the same on all its hosts; best
 *     in VPUTTY_PAGEHASH_SECRET; empty takes it from `keys`
 * @param keys folder with a file for each trust domain, named as it is, that holds its secret
 * @param vms trust domain by UUID of a VM; `off` leaves a VM alone
 * @param rotation how long a key is in force, counted from 1970 so that all hosts change at once;
 *     the same on all hosts
 * @param cpuPercent most CPU that reading takes, % of one core
 * @param pagesPerSecond most pages that are read, of 4 KiB; 0 for no limit
 * @param sampleBytes most that the hashes of one VM take when published
 * @param interval longest time between two samples of a VM while a pass goes on; the end of a pass
 *     is told at once
 * @param look how often VMs that come and go are looked for
 * @param root folder that has the host's proc, another than / in a container
 * @param kafka further settings of the Kafka client
 * @param http address and port of metrics and health, or "off"
 */
public record PagehashConfig(
    String bootstrap,
    String host,
    String trustDomain,
    String secret,
    String keys,
    Map<String, String> vms,
    Duration rotation,
    int cpuPercent,
    long pagesPerSecond,
    int sampleBytes,
    Duration interval,
    Duration look,
    Path root,
    Map<String, String> kafka,
    String http) {

  private static final int LARGEST_SAMPLE_BYTES = 512 << 10;
  private static final int SMALLEST_SAMPLE_BYTES = 1 << 10;
  private static final int ALL_CPU = 100;

  /** A collector of this machine's VMs. */
  public static final PagehashConfig DEFAULTS =
      new PagehashConfig(
          "localhost:9092",
          "",
          "default",
          "",
          "",
          Map.of(),
          Duration.ofDays(7),
          2,
          0,
          32 << 10,
          Duration.ofMinutes(5),
          Duration.ofSeconds(10),
          Path.of("/"),
          Map.of(),
          "127.0.0.1:9646");

  public PagehashConfig {
    if (trustDomain.isBlank()) {
      throw new IllegalArgumentException("trust-domain must have a name");
    }
    if (cpuPercent < 1 || cpuPercent > ALL_CPU) {
      throw new IllegalArgumentException("cpu-percent (%d) must be 1-100".formatted(cpuPercent));
    }
    if (sampleBytes < SMALLEST_SAMPLE_BYTES || sampleBytes > LARGEST_SAMPLE_BYTES) {
      throw new IllegalArgumentException(
          "sample-bytes (%d) must be 1KiB-512KiB".formatted(sampleBytes));
    }
    positive("rotation", rotation);
    positive("interval", interval);
    positive("look", look);
    vms = Map.copyOf(vms);
    kafka = Map.copyOf(kafka);
    Optional<HttpAddress> unused = HttpAddress.parse(http);
  }

  private static void positive(String name, Duration time) {
    if (time.toMillis() <= 0) {
      throw new IllegalArgumentException("%s (%s) must be positive".formatted(name, time));
    }
  }

  /** Name of the host, by the setting or the machine. */
  String hostName() {
    return HostName.of(host);
  }

  /** Name in marks. */
  String writer() {
    return "pagehash/" + hostName();
  }

  /** Settings of the Kafka client. */
  Map<String, Object> kafkaSettings() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put("bootstrap.servers", bootstrap);
    return settings;
  }

  /** Mount point of the host's proc. */
  Path proc() {
    return root.resolve("proc");
  }

  /** Trust domains of VMs, and their secrets. */
  TrustDomains trustDomains() {
    return new TrustDomains(trustDomain, secret, keys.isEmpty() ? null : Path.of(keys), vms);
  }
}
