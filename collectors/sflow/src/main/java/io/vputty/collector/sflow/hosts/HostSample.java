package io.vputty.collector.sflow.hosts;

import io.vputty.collector.sflow.wire.CounterSample;
import io.vputty.collector.sflow.wire.Records;
import io.vputty.collector.sflow.wire.xdr.Fields;
import io.vputty.collector.sflow.wire.xdr.MalformedDatagramException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The host structures of one counter sample, by name. Source: <a
 * href="https://sflow.org/sflow_host.txt">sFlow Host Structures</a>: a physical host brings
 * host_cpu, a virtual machine virt_cpu, and each says who it is by host_descr.
 */
final class HostSample {

  static final String DESCRIPTION = "host_descr";

  private static final String HOST_CPU = "host_cpu";
  private static final String VIRTUAL_CPU = "virt_cpu";
  private static final String ADAPTERS = "host_adapters";
  private static final Set<String> WANTED =
      Set.of(
          DESCRIPTION,
          ADAPTERS,
          HOST_CPU,
          "host_memory",
          "host_disk_io",
          "host_net_io",
          VIRTUAL_CPU,
          "virt_memory",
          "virt_disk_io",
          "virt_net_io");

  /** Running, or waiting for something, as virDomainState numbers states; not paused or going. */
  private static final Set<Long> PRESENT = Set.of(1L, 2L);

  private final Map<String, Fields> structures = new HashMap<>();

  private HostSample() {}

  /**
   * Reads those of a sample.
   *
   * @return empty if it does not say whose counters they are
   * @throws MalformedDatagramException if one of them does not hold together
   */
  static Optional<HostSample> read(CounterSample sample) throws MalformedDatagramException {
    Records records = sample.records();
    HostSample host = new HostSample();
    for (int i = 0; i < records.size(); i++) {
      String name = records.structure(i).name();
      if (WANTED.contains(name)) {
        host.structures.put(name, records.read(i));
      }
    }
    return host.structures.containsKey(DESCRIPTION) ? Optional.of(host) : Optional.empty();
  }

  boolean isVirtualMachine() {
    return structures.containsKey(VIRTUAL_CPU);
  }

  boolean isPhysicalHost() {
    return structures.containsKey(HOST_CPU) && !isVirtualMachine();
  }

  /** Whether the virtual machine runs here, and is not only about to come or to go. */
  boolean isPresent() {
    Fields cpu = structures.get(VIRTUAL_CPU);
    return cpu != null && PRESENT.contains(cpu.number("state"));
  }

  String name() {
    return text("hostname");
  }

  String uuid() {
    return text("uuid");
  }

  private String text(String field) {
    Fields description = structures.get(DESCRIPTION);
    return description == null ? "" : description.text(field);
  }

  /** Its MAC addresses, 48 bits each, ascending, without those of all zeros. */
  List<Long> macs() {
    Fields adapters = structures.get(ADAPTERS);
    if (adapters == null) {
      return List.of();
    }
    return adapters.list("adapters").stream()
        .flatMap(adapter -> adapter.list("macs").stream())
        .map(mac -> Long.parseLong(mac.text("mac"), 16))
        .filter(mac -> mac != 0)
        .distinct()
        .sorted()
        .toList();
  }

  /** A structure, if it came. */
  @Nullable Fields structure(String name) {
    return structures.get(name);
  }

  /** A number, if it came and the agent has it; else -1. */
  long number(String structure, String field) {
    Fields fields = structures.get(structure);
    return fields != null && fields.isKnown(field) ? fields.number(field) : -1;
  }
}
