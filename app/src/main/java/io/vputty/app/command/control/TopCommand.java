package io.vputty.app.command.control;

import io.vputty.app.command.FleetOptions;
import io.vputty.app.output.OutputOptions;
import io.vputty.app.placement.FleetGraph;
import io.vputty.app.placement.view.TopAnswer;
import io.vputty.app.placement.view.TopAnswer.Row;
import io.vputty.model.footprint.Cost;
import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Vm;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.plan.Footprints;
import io.vputty.model.plan.VmFootprint;
import io.vputty.model.plan.VmFootprint.Affinity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what costs most. */
@Command(
    name = "top",
    description = "Show the VMs, hosts or edges that cost most where they are, $ per hour.",
    footer = {
      "",
      "Priced as `footprint` prices them. An edge counts for both of its VMs and hosts."
    })
public final class TopCommand implements Callable<Integer> {

  /** Of what. */
  enum Subject {
    VMS,
    HOSTS,
    EDGES
  }

  @Mixin private FleetOptions fleetOptions = new FleetOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "vms|hosts|edges", description = "Of VMs, hosts or edges.")
  private Subject subject = Subject.VMS;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "20",
      description = "Most to show. Default: ${DEFAULT-VALUE}.")
  private int top;

  @Override
  public Integer call() {
    Prices prices = fleetOptions.prices();
    FleetGraph fleet = fleetOptions.fleet();
    List<Row> rows = new ArrayList<>();
    for (String domain : fleetOptions.domains(fleet)) {
      Footprints footprints = new Footprints(fleet.problem(domain, fleet.prices(prices)));
      rows.addAll(rows(fleet, domain, footprints));
    }
    output.print(new TopAnswer(subject.name().toLowerCase(Locale.ROOT), rows, top));
    return 0;
  }

  private List<Row> rows(FleetGraph fleet, String domain, Footprints footprints) {
    List<Host> hosts = fleet.hosts().stream().filter(h -> h.domain().equals(domain)).toList();
    if (subject == Subject.HOSTS) {
      return hosts.stream()
          .map(host -> footprints.host(host.name()))
          .map(host -> new Row(host.host().name(), host.host().rack(), host.physical().cost()))
          .toList();
    }
    Map<String, Host> byName = new HashMap<>();
    hosts.forEach(host -> byName.put(host.name(), host));
    List<VmFootprint> vms =
        fleet.vms().stream()
            .filter(vm -> byName.containsKey(vm.host()))
            .map(vm -> footprints.vm(vm.id()))
            .toList();
    return subject == Subject.VMS
        ? vms.stream().map(vm -> row(vm.vm(), vm.physical().cost())).toList()
        : vms.stream().flatMap(TopCommand::edges).toList();
  }

  private static Row row(Vm vm, Cost cost) {
    return new Row(vm.title(), vm.host(), cost);
  }

  /** Each edge at the end that it goes out of. */
  private static Stream<Row> edges(VmFootprint vm) {
    return vm.affinities().stream()
        .filter(Affinity::sends)
        .map(
            edge ->
                new Row(
                    "%s -> %s".formatted(vm.vm().title(), edge.title()),
                    edge.kind().name().toLowerCase(Locale.ROOT),
                    cost(edge)));
  }

  private static Cost cost(Affinity edge) {
    double cost = edge.costPerHour();
    return new Cost(
        edge.kind() == EdgeKind.NETWORK ? cost : 0,
        edge.kind() == EdgeKind.MEMORY ? cost : 0,
        edge.kind() == EdgeKind.STORAGE ? cost : 0,
        edge.kind() == EdgeKind.CONFLICT ? cost : 0,
        0,
        0);
  }
}
