package io.vputty.collector.inventory.file;

import io.vputty.collector.yaml.YamlMapping;
import io.vputty.collector.yaml.YamlScalar;
import io.vputty.schema.Host;
import io.vputty.schema.Inventory;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads where a VM runs: {@code host}, or {@code placements} when its history is told. */
final class PlacementSection {

  private final Names<Inventory> hosts;
  private final String defaultDomain;

  PlacementSection(Names<Inventory> hosts, String defaultDomain) {
    this.hosts = hosts;
    this.defaultDomain = defaultDomain;
  }

  /**
   * Where a VM runs from a time on.
   *
   * @param host empty if it runs nowhere
   * @param domain of the host
   */
  record Placement(String host, String domain, Instant since) {}

  /** The placements of an entry, in the order of time; at least one. */
  List<Placement> read(YamlMapping vm) {
    if (vm.has("host") && vm.has("placements")) {
      vm.problem("either 'host' or 'placements' is expected, not both");
    }
    List<Placement> placements = new ArrayList<>();
    Instant previous = Instant.MIN;
    for (YamlMapping entry : vm.mappings("placements")) {
      Placement placement = placement(entry);
      if (!placement.since().isAfter(previous)) {
        entry.problem("placements: each one must be later than the one before");
      }
      previous = placement.since();
      placements.add(placement);
      entry.finish();
    }
    return placements.isEmpty() ? List.of(at(vm, Declaration.ALWAYS)) : placements;
  }

  private Placement placement(YamlMapping entry) {
    Instant since =
        new Fields(entry)
            .read(
                "since",
                Declaration.ALWAYS,
                PlacementSection::parse,
                "a UTC time such as 2026-11-22T17:50:03Z");
    return at(entry, since);
  }

  private Placement at(YamlMapping entry, Instant since) {
    Optional<YamlScalar> name = entry.scalar("host");
    Optional<Inventory> host = name.flatMap(hosts::find);
    if (host.map(Inventory::getHost).filter(Host::getNetworkSwitch).isPresent()) {
      entry.problem("host '%s' is a switch".formatted(name.map(YamlScalar::text).orElse("")));
    }
    return new Placement(
        name.map(YamlScalar::text).orElse(""),
        host.map(Inventory::getDomain).orElse(defaultDomain),
        since);
  }

  private static Optional<Instant> parse(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
