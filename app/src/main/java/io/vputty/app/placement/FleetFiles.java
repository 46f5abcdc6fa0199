package io.vputty.app.placement;

import io.vputty.collector.inventory.file.InventoryFileException;
import io.vputty.collector.inventory.file.InventoryReader;
import io.vputty.mapping.FleetMapping;
import io.vputty.mapping.FleetPages;
import io.vputty.model.graph.WeightedEdge;
import io.vputty.model.plan.FileFleet;
import io.vputty.model.plan.PlacementFile;
import io.vputty.schema.Inventory;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Fleets from files, gzip'd or not: one {@link PlacementFile}, or a graph in JSON with an inventory
 * as {@code collectors/inventory} reads it.
 */
public final class FleetFiles {

  private static final int PEEKED = 8192;

  private FleetFiles() {}

  /**
   * Reads a graph and its inventory.
   *
   * @param inventory where the graph is JSON; the other format holds its own
   * @param pages samples of pages that go with it, as {@code vputty tail pagehash} prints them
   */
  public static FleetGraph read(Path graph, Optional<Path> inventory, Optional<Path> pages)
      throws UnusableFileException {
    FleetPages held =
        pages.isPresent() ? TextFile.read(pages.get(), PageFile::read) : FleetPages.NONE;
    return TextFile.read(graph, FleetFiles::isJson)
        ? edgesAndInventory(graph, inventory, held)
        : instance(graph, inventory, held);
  }

  /** Whether the first character that is not blank opens an object. */
  private static boolean isJson(BufferedReader text) throws IOException {
    char[] start = new char[PEEKED];
    int length = text.read(start);
    return length > 0 && new String(start, 0, length).stripLeading().startsWith("{");
  }

  private static FleetGraph instance(Path graph, Optional<Path> inventory, FleetPages pages)
      throws UnusableFileException {
    if (inventory.isPresent()) {
      throw new UnusableFileException(
          "%s holds its own inventory: leave %s out".formatted(graph, inventory.get()));
    }
    PlacementFile file = TextFile.read(graph, PlacementFile::read);
    FileFleet fleet = new FileFleet(file);
    return new FleetGraph(
        fleet.hosts(),
        fleet.vms(),
        fleet.volumes(),
        fleet.edges(),
        fleet.loads(),
        pages,
        true,
        file.budget());
  }

  private static FleetGraph edgesAndInventory(
      Path graph, Optional<Path> inventory, FleetPages pages) throws UnusableFileException {
    Path file =
        inventory.orElseThrow(
            () ->
                new UnusableFileException(
                    "%s holds edges only: give the inventory too, --inventory FILE"
                        .formatted(graph)));
    List<WeightedEdge> edges = TextFile.read(graph, EdgeFile::read);
    return fleet(inventory(file), edges, pages);
  }

  private static Collection<Inventory> inventory(Path file) throws UnusableFileException {
    String text = TextFile.read(file, lines -> lines.lines().collect(Collectors.joining("\n")));
    try {
      return InventoryReader.read(file.toString(), text).asOf(Instant.MAX).values();
    } catch (InventoryFileException e) {
      throw new UnusableFileException(file, "\n" + e.getMessage(), e);
    }
  }

  /** The fleet that inventory records describe, with its edges and samples of pages. */
  static FleetGraph fleet(
      Collection<Inventory> inventory, List<WeightedEdge> edges, FleetPages pages) {
    var changes =
        inventory.stream()
            .filter(record -> !record.getRemoved())
            .map(record -> FleetMapping.change(record, record.getTime().toEpochMilli(), 0, 0))
            .toList();
    return new FleetGraph(
        changes.stream()
            .filter(change -> !change.networkSwitch())
            .map(change -> change.host())
            .filter(Objects::nonNull)
            .toList(),
        changes.stream().map(change -> change.vm()).filter(Objects::nonNull).toList(),
        changes.stream().map(change -> change.volume()).filter(Objects::nonNull).toList(),
        edges,
        pages);
  }
}
