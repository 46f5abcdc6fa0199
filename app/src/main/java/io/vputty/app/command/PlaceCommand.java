package io.vputty.app.command;

import io.vputty.app.output.OutputOptions;
import io.vputty.app.placement.FleetGraph;
import io.vputty.app.placement.view.RankingView;
import io.vputty.model.estimate.Interval;
import io.vputty.model.footprint.Automation;
import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Vm;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.WeightedEdge;
import io.vputty.model.plan.HostRanking;
import io.vputty.model.plan.PlacementProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Ranks hosts for a new VM. */
@Command(
    name = "place",
    description = "Rank the hosts for a new VM by what it would cost there, best first.",
    footer = {
      "",
      "A VM like another has its size, rules and peers, but volumes of its own. The",
      "others stay where they are; hosts that cannot take it are told with the reason.",
      "",
      "  vputty place --like web-1",
      "  vputty place --cpu 4 --memory 16 --talks-to db-1=20MB/s --talks-to cache=1MB/s"
    })
public final class PlaceCommand implements Callable<Integer> {

  private static final String NEW = "(new)";

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private FleetOptions fleetOptions = new FleetOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Option(
      names = "--like",
      paramLabel = "VM",
      description = "Id or name of a VM that it will be used as.")
  private @Nullable String like;

  @Option(names = "--cpu", paramLabel = "N", description = "Its vCPUs. Default: as --like.")
  private @Nullable Double cpu;

  @Option(names = "--memory", paramLabel = "GIB", description = "Its memory. Default: as --like.")
  private @Nullable Double memory;

  @Option(
      names = "--talks-to",
      paramLabel = "VM=RATE",
      description = "Traffic with a VM in both directions, as db-1=20MB/s. May be repeated.")
  private Map<String, String> talksTo = new LinkedHashMap<>();

  @Option(
      names = "--label",
      paramLabel = "KEY=VALUE",
      description = "A label that its host must have. May be repeated.")
  private Map<String, String> labels = new LinkedHashMap<>();

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "20",
      description = "Hosts to list. Default: ${DEFAULT-VALUE}.")
  private int top;

  @Override
  public Integer call() {
    if (like == null && (cpu == null || memory == null)) {
      throw new ParameterException(
          spec.commandLine(), "give --like VM, or --cpu N and --memory GIB");
    }
    if ((cpu != null && !(cpu >= 0)) || (memory != null && !(memory >= 0))) {
      throw new ParameterException(
          spec.commandLine(),
          "--cpu (%s) and --memory (%s) must not be negative".formatted(cpu, memory));
    }
    Prices prices = fleetOptions.prices();
    FleetGraph fleet = fleetOptions.fleet();
    Optional<Vm> model = Optional.ofNullable(like).map(name -> known(fleet, name));
    RankingView view = new RankingView(spec.commandLine().getOut(), fleet, top);
    for (String domain : fleetOptions.domains(fleet)) {
      PlacementProblem problem = fleet.problem(domain, fleet.prices(prices));
      Vm vm = newcomer(model, domain);
      List<WeightedEdge> edges = edges(fleet, problem, model);
      HostRanking ranking = HostRanking.of(problem, vm, edges);
      if (output.table()) {
        view.text(domain, vm, edges.size(), ranking, fleet.prices(prices));
      } else {
        output.trees().accept(view.tree(domain, ranking));
      }
    }
    spec.commandLine().getOut().flush();
    return 0;
  }

  private Vm known(FleetGraph fleet, String name) {
    try {
      return fleet.vm(name);
    } catch (IllegalArgumentException e) {
      throw CommandFailedException.notFound(String.valueOf(e.getMessage()));
    }
  }

  private Vm newcomer(Optional<Vm> model, String domain) {
    double cores = cpu == null ? model.map(Vm::cpuCores).orElse(0.0) : cpu;
    long bytes =
        memory == null ? model.map(Vm::memoryBytes).orElse(0L) : Math.round(memory * Prices.GIB);
    Map<String, String> required =
        new LinkedHashMap<>(model.map(Vm::requiredLabels).orElse(Map.of()));
    required.putAll(labels);
    return new Vm(
        NEW,
        "",
        "",
        domain,
        cores,
        bytes,
        Automation.AUTOMATIC,
        model.map(Vm::affinityGroup).orElse(""),
        model.map(Vm::antiAffinityGroup).orElse(""),
        required,
        model.map(Vm::trustDomain).orElse(""),
        -1);
  }

  private List<WeightedEdge> edges(FleetGraph fleet, PlacementProblem problem, Optional<Vm> model) {
    List<WeightedEdge> edges =
        new ArrayList<>(
            model.map(vm -> HostRanking.edgesLike(problem, vm.id(), NEW)).orElse(List.of()));
    talksTo.forEach(
        (peer, rate) -> {
          EdgeKey key = new EdgeKey(EdgeKind.NETWORK, NEW, known(fleet, peer).id());
          edges.removeIf(edge -> edge.key().equals(key));
          edges.add(new WeightedEdge(key, Interval.exactly(bytesPerSecond(rate))));
        });
    return edges;
  }

  private double bytesPerSecond(String rate) {
    return ByteRate.parse(rate)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(), "'%s' is no rate; write 20MB/s".formatted(rate)));
  }
}
