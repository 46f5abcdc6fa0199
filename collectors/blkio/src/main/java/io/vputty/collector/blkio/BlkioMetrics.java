package io.vputty.collector.blkio;

import io.vputty.collector.metrics.Catalog;
import io.vputty.collector.metrics.CounterFamily;
import java.util.List;

/** The metrics of a block I/O collector. */
public final class BlkioMetrics {

  /** All of them. */
  public static final Catalog CATALOG =
      new Catalog(
          List.of(
              CounterFamily.of("vputty_blkio_looks_total", "Looks at all VMs of the host.")
                  .from("looks.done"),
              CounterFamily.of("vputty_blkio_look_nanoseconds_total", "Time that those took, ns.")
                  .from("looks.nanos"),
              CounterFamily.of(
                      "vputty_blkio_groups_without_vm_total",
                      "Cgroups that look like a VM's, in which no process names one.")
                  .from("groups.without-vm"),
              CounterFamily.of(
                      "vputty_blkio_devices_total",
                      "Devices met whose counters do not count, and what was done about it.",
                      "what")
                  .from("devices.unarmed", "unarmed")
                  .from("devices.armed", "armed")
                  .from("devices.not-armed", "not-armed"),
              CounterFamily.of("vputty_blkio_counter_resets_total", "Counters that began anew.")
                  .from("counters.reset"),
              CounterFamily.of(
                      "vputty_blkio_lines_malformed_total",
                      "Lines of cgroup files that make no sense.",
                      "file")
                  .from("lines.malformed.io-stat", "io.stat")
                  .from("lines.malformed.blkio", "blkio")),
          List.of());

  private BlkioMetrics() {}
}
