package io.vputty.collector.inventory;

import io.vputty.collector.metrics.Catalog;
import io.vputty.collector.metrics.CounterFamily;
import java.util.List;

/** The metrics of an inventory collector. */
public final class InventoryMetrics {

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
                  .from("entities.buried", "buried")),
          List.of());

  private InventoryMetrics() {}
}
