package io.vputty.collector.pagehash;

import io.vputty.collector.metrics.Catalog;
import io.vputty.collector.metrics.CounterFamily;
import java.util.List;

/** The metrics of a page hash collector. */
public final class PagehashMetrics {

  /** All of them. */
  public static final Catalog CATALOG =
      new Catalog(
          List.of(
              CounterFamily.of("vputty_pagehash_pages_total", "Pages read and hashed.")
                  .from("pages.read"),
              CounterFamily.of(
                      "vputty_pagehash_cpu_nanoseconds_total",
                      "CPU time of reading and hashing, ns.")
                  .from("cpu.nanos"),
              CounterFamily.of(
                      "vputty_pagehash_passes_total", "Passes through all of a VM's memory.")
                  .from("passes.done"),
              CounterFamily.of("vputty_pagehash_samples_total", "Samples published.")
                  .from("samples.sent"),
              CounterFamily.of(
                      "vputty_pagehash_vms_total",
                      "VMs that came, went, or could not be read, and why.",
                      "what")
                  .from("vms.came", "came")
                  .from("vms.gone", "gone")
                  .from("vms.not-opened", "not-opened")
                  .from("vms.without-key", "without-key"),
              CounterFamily.of(
                      "vputty_pagehash_lines_malformed_total",
                      "Lines of /proc/PID files that make no sense.",
                      "file")
                  .from("lines.malformed.*", "*")),
          List.of());

  private PagehashMetrics() {}
}
