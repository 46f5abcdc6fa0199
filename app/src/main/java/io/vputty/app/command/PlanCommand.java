package io.vputty.app.command;

import io.vputty.app.output.OutputOptions;
import io.vputty.app.placement.FleetGraph;
import io.vputty.app.placement.view.PlanJson;
import io.vputty.app.placement.view.PlanText;
import io.vputty.app.placement.view.PlanView;
import io.vputty.app.text.Paint;
import io.vputty.model.footprint.Prices;
import io.vputty.model.plan.GainCurve;
import io.vputty.model.plan.PlacementProblem;
import io.vputty.model.plan.Planner;
import io.vputty.model.plan.PlannerOptions;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plans once, now, and tells nobody but the one who asks. */
@Command(
    name = "plan",
    description = {
      "Plan once and print it: cost before and after, and the moves in waves with their reasons.",
      "Nothing is published and nothing moves."
    },
    footer = {
      "",
      "A placement instance has lines `topology RACKS HOSTS_PER_RACK SLOTS`, `vm ID",
      "HOST` and `edge A B BYTES_PER_SECOND`. A slot is a core and a VM takes one,",
      "migrations cost nothing, and costs are told in bytes/s x hops too, 2 hops in a",
      "rack and 4 between racks, at the price of traffic within a zone.",
      "",
      "  vputty plan --offline --graph small-20.txt --max-moves 10%%",
      "  vputty graph --format json -o now.json",
      "  vputty plan --offline --graph now.json --inventory inventory.yaml --curve"
    })
public final class PlanCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private FleetOptions fleetOptions = new FleetOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private PlannerArguments arguments = new PlannerArguments();

  @Option(names = "--offline", description = "From files alone: --graph must be given.")
  private boolean offline;

  @Option(
      names = "--curve",
      description =
          "Not one plan but what each budget gains: 1, 2, 5, 10, 20, 50 and 100%% of the VMs.")
  private boolean curve;

  @Override
  public Integer call() {
    if (offline && !fleetOptions.offline()) {
      throw new ParameterException(spec.commandLine(), "--offline wants --graph FILE");
    }
    Prices prices = fleetOptions.prices();
    FleetGraph fleet = fleetOptions.fleet();
    PrintWriter out = spec.commandLine().getOut();
    PlanView view =
        output.table() ? new PlanText(out, Paint.ofTerminal()) : new PlanJson(output.trees());
    for (String domain : fleetOptions.domains(fleet)) {
      show(view, new PlanView.Domain(domain, fleet, fleet.prices(prices)));
    }
    out.flush();
    return 0;
  }

  private void show(PlanView view, PlanView.Domain domain) {
    FleetGraph fleet = domain.fleet();
    PlacementProblem problem = fleet.problem(domain.name(), domain.prices());
    PlannerOptions options = arguments.options(fleet.vmCount(domain.name()), fleet.budget());
    if (curve) {
      view.curve(domain, GainCurve.of(problem, options));
    } else {
      view.plan(domain, new Planner().plan(problem, options));
    }
  }
}
