package io.vputty.collector.inventory;

import io.vputty.collector.metrics.Catalog;
import io.vputty.collector.metrics.CounterFamily;
import io.vputty.collector.metrics.Gauge;
import java.util.List;

/** The metrics of an inventory collector. */
public final class InventoryMetrics {

  static final Gauge AGE =
      new Gauge(
          "vputty_inventory_source_age_seconds",
          "How long ago a source knew what it said last, by `source`; without an answer, since it"
              + " was first asked.");
  static final Gauge ENTITIES =
      new Gauge(
          "vputty_inventory_source_entities",
          "Hosts, VMs and volumes that a source knew last, by `source`.");

  /** All of them. */
  public static final Catalog CATALOG =
      new Catalog(
          List.of(
              CounterFamily.of(
                      "vputty_inventory_files_total",
                      "Changes of the file that were read or refused, and times it could not be.",
                      "outcome")
                  .from("files.read", "read")
                  .from("files.refused", "refused")
                  .from("files.unreadable", "unreadable"),
              CounterFamily.of(
                      "vputty_inventory_entities_total",
                      "Changes of hosts, VMs and volumes that were published.",
                      "change")
                  .from("entities.added", "added")
                  .from("entities.changed", "changed")
                  .from("entities.removed", "removed")
                  .from("entities.buried", "buried"),
              CounterFamily.of(
                      "vputty_inventory_reads_total",
                      "Readings of sources other than the file, by what they ended in.",
                      "outcome",
                      "kind")
                  .from("reads.answered.*", "answered", "*")
                  .from("reads.failed.*", "failed", "*"),
              CounterFamily.of(
                      "vputty_inventory_sources_stale_total",
                      "Times that a source was silent for so long that what it said is marked"
                          + " stale.",
                      "kind")
                  .from("sources.stale.*", "*")),
          List.of(AGE, ENTITIES));

  private InventoryMetrics() {}
}
