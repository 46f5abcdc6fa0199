package io.vputty.collector.inventory.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vputty.collector.Counters;
import io.vputty.collector.inventory.source.Snapshot;
import io.vputty.collector.inventory.source.SourceException;
import io.vputty.collector.inventory.source.SourceReader;
import io.vputty.schema.Host;
import io.vputty.schema.Inventory;
import io.vputty.schema.Vm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.libvirt.Connect;
import org.libvirt.Domain;

/** libvirt's own test driver, which needs its library but no daemon and no guest. */
class LibvirtIT {

  private static final String URI = "test:///default";

  @BeforeAll
  static void needsTheLibrary() {
    Optional<String> missing = Optional.empty();
    try {
      LibvirtLibrary.load();
    } catch (SourceException e) {
      missing = Optional.ofNullable(e.getMessage());
    }
    assumeTrue(missing.isEmpty(), missing.orElse(""));
  }

  @Test
  void saysWhatVirshSays() throws Exception {
    assumeTrue(virsh("version").isPresent(), "virsh is not installed");
    LibvirtSource source = LibvirtSource.of(URI);
    Snapshot snapshot = source.read();
    source.close();

    String host = virsh("hostname").orElseThrow();
    String uuid = virsh("domuuid", "test").orElseThrow();
    DomainXml expected = DomainXml.parse(virsh("dumpxml", "test").orElseThrow(), host);
    Vm running = Vm.newBuilder(expected.vm()).setHost(host).build();
    assertThat(snapshot.records())
        .containsOnlyKeys("host/" + host, "vm/" + uuid, "volume/" + host + ":/guest/diskimage1");
    assertThat(record(snapshot, "vm/" + uuid).getVm()).isEqualTo(running);
    assertThat(snapshot.tentative()).isEmpty();
  }

  @Test
  void knowsTheHostsCapacity() throws Exception {
    assumeTrue(virsh("version").isPresent(), "virsh is not installed");
    LibvirtSource source = LibvirtSource.of(URI);
    Host host = record(source.read(), "host/" + virsh("hostname").orElseThrow()).getHost();
    source.close();

    String node = virsh("nodeinfo").orElseThrow();
    assertThat(node).containsPattern("CPU\\(s\\): +%.0f\n".formatted(host.getCpuCores()));
    assertThat(node)
        .containsPattern("Memory size: +%d KiB".formatted(host.getMemoryBytes() / 1024));
  }

  @Test
  void seesADomainStopAndStartByItsEvents() throws Exception {
    try (SourceReader reader =
        new SourceReader(
            LibvirtSource.of(URI), Duration.ofHours(1), Clock.systemUTC(), new Counters())) {
      await().until(() -> reader.latest().answered().isPresent());
      assertThat(hostOfTheDomain(reader)).isNotEmpty();

      // The driver's domains are those of the process, whatever the connection.
      Connect connect = new Connect(URI);
      Domain domain = connect.domainLookupByName("test");
      domain.destroy();
      await().atMost(Duration.ofSeconds(20)).until(() -> hostOfTheDomain(reader).isEmpty());
      assertThat(domain.create()).isZero();
      await().atMost(Duration.ofSeconds(20)).until(() -> !hostOfTheDomain(reader).isEmpty());
      assertThat(domain.free()).isZero();
      assertThat(connect.close()).isNotNegative();
    }
  }

  @Test
  void saysInOneLineThatThereIsNoDaemon() throws Exception {
    LibvirtSource source = LibvirtSource.of("qemu+unix:///system?socket=/nonexistent/socket");
    assertThatThrownBy(source::read)
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("/nonexistent/socket")
        .hasMessageNotContaining("\n");
  }

  private static String hostOfTheDomain(SourceReader reader) {
    return reader.latest().snapshot().records().values().stream()
        .filter(record -> record.getVm() != null)
        .map(
            record -> {
              Vm vm = record.getVm();
              return vm.getHost();
            })
        .findFirst()
        .orElseThrow();
  }

  private static Inventory record(Snapshot snapshot, String entity) {
    return Optional.ofNullable(snapshot.records().get(entity)).orElseThrow();
  }

  /** What virsh prints; empty if there is none. */
  private static Optional<String> virsh(String... command) throws InterruptedException {
    List<String> line = new ArrayList<>(List.of("virsh", "-q", "-c", URI));
    line.addAll(List.of(command));
    try {
      Process process = new ProcessBuilder(line).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean ended = process.waitFor(20, TimeUnit.SECONDS);
      return Optional.of(output.strip()).filter(text -> ended && process.exitValue() == 0);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
