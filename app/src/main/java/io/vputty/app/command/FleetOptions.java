package io.vputty.app.command;

import io.vputty.app.placement.FleetFiles;
import io.vputty.app.placement.FleetGraph;
import io.vputty.app.placement.LiveFleet;
import io.vputty.app.placement.UnusableFileException;
import io.vputty.model.footprint.Prices;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which fleet a command is about, from files or live, and its prices. */
public final class FleetOptions {

  private static final int STRANGERS_SHOWN = 5;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Mixin private BrokerOptions broker = new BrokerOptions();
  @Mixin private PricesOption prices = new PricesOption();

  @Option(
      names = "--graph",
      paramLabel = "FILE",
      description =
          "Affinities, gzip'd or not: what `vputty graph --format json` wrote, or a placement"
              + " instance, which holds its own inventory. Default: what the topics say now.")
  private @Nullable Path graph;

  @Option(
      names = "--inventory",
      paramLabel = "FILE",
      description = "Inventory that goes with --graph, YAML or JSON as the inventory collector's.")
  private @Nullable Path inventory;

  @Option(
      names = "--pages",
      paramLabel = "FILE",
      description =
          "Samples of VMs' pages that go with --graph, gzip'd or not: what `vputty tail pagehash"
              + " --from-beginning --until-end` printed.")
  private @Nullable Path pages;

  @Option(
      names = "--domain",
      paramLabel = "DOMAIN",
      description = "Only this placement domain. Default: all.")
  private @Nullable String domain;

  /** Whether it comes from files. */
  public boolean offline() {
    return graph != null;
  }

  /** Where the topics are. */
  public BrokerOptions broker() {
    return broker;
  }

  /** The fleet, with a warning about edges whose ends nobody knows. */
  public FleetGraph fleet() {
    if (graph == null) {
      if (inventory != null || pages != null) {
        String alone = inventory != null ? "--inventory" : "--pages";
        throw new ParameterException(spec.commandLine(), alone + " goes with --graph");
      }
      return LiveFleet.read(broker.clientSettings(), Instant.MAX);
    }
    try {
      FleetGraph fleet =
          FleetFiles.read(graph, Optional.ofNullable(inventory), Optional.ofNullable(pages));
      warn(fleet.strangers());
      return fleet;
    } catch (UnusableFileException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  /** What things cost. */
  public Prices prices() {
    return prices.prices();
  }

  /** The domains that are asked for. */
  public Collection<String> domains(FleetGraph fleet) {
    SortedSet<String> known = fleet.domains();
    if (known.isEmpty()) {
      throw new CommandFailedException("the inventory has no host");
    }
    if (domain != null && !known.contains(domain)) {
      throw CommandFailedException.notFound(
          "no host is in domain '%s'; domains are %s".formatted(domain, String.join(", ", known)));
    }
    return domain == null ? known : List.of(domain);
  }

  private void warn(SortedSet<String> strangers) {
    if (strangers.isEmpty()) {
      return;
    }
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        "vputty: the inventory lacks %d VMs or volumes of the graph; their edges cost nothing: %s%s%n",
        strangers.size(),
        String.join(", ", strangers.stream().limit(STRANGERS_SHOWN).toList()),
        strangers.size() > STRANGERS_SHOWN ? ", ..." : "");
  }
}
