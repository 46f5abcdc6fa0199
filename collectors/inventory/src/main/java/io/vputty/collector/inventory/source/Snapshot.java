package io.vputty.collector.inventory.source;

import io.vputty.schema.Inventory;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * All that a source knows at one time.
 *
 * @param records by entity; a field that the source does not know has its default, and so has the
 *     domain
 * @param tentative entities of which another source of the same kind knows better if it knows them:
 *     VMs that are defined here but do not run here
 */
public record Snapshot(Map<String, Inventory> records, Set<String> tentative) {

  /** Of a source that has not answered yet. */
  public static final Snapshot EMPTY = new Snapshot(Map.of(), Set.of());

  public Snapshot {
    records = Collections.unmodifiableMap(new LinkedHashMap<>(records));
    tentative = Set.copyOf(tentative);
  }
}
