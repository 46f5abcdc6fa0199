package io.vputty.app.command;

import io.vputty.app.output.OutputOptions;
import io.vputty.app.placement.FleetGraph;
import io.vputty.app.placement.VmTelemetry;
import io.vputty.app.placement.view.FootprintJson;
import io.vputty.app.placement.view.FootprintText;
import io.vputty.app.placement.view.FootprintView;
import io.vputty.app.text.Paint;
import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Vm;
import io.vputty.model.plan.Footprints;
import io.vputty.model.plan.VmFootprint.WhatIf;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a VM or host uses, and what would change elsewhere. */
@Command(
    name = "footprint",
    description = {
      "Show the footprint of a VM or a host: whom it talks to, and what that costs where it is.",
    },
    footer = {
      "",
      "The virtual footprint is the same wherever a VM runs: peers, volumes, pages and",
      "load. The physical one follows from where it does: $/h by term, and bytes by",
      "distance. Load and pages are known live only.",
      "",
      "  vputty footprint vm web-1 --on hv7",
      "  vputty footprint host hv7"
    })
public final class FootprintCommand implements Callable<Integer> {

  /** Of what. */
  enum Subject {
    VM,
    HOST
  }

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private FleetOptions fleetOptions = new FleetOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Parameters(index = "0", paramLabel = "vm|host", description = "Of a VM or of a host.")
  private Subject subject = Subject.VM;

  @Parameters(index = "1", paramLabel = "ID", description = "VM id or name, or host name.")
  private String id = "";

  @Option(
      names = "--on",
      paramLabel = "HOST",
      description = "What would change if the VM were on this host.")
  private @Nullable String on;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "20",
      description = "Affinities or VMs to list. Default: ${DEFAULT-VALUE}.")
  private int top;

  @Override
  public Integer call() {
    if (on != null && subject == Subject.HOST) {
      throw new ParameterException(spec.commandLine(), "--on asks about a VM, not about a host");
    }
    Prices prices = fleetOptions.prices();
    FleetGraph fleet = fleetOptions.fleet();
    PrintWriter out = spec.commandLine().getOut();
    FootprintView view =
        output.table()
            ? new FootprintText(out, Paint.ofTerminal(), top)
            : new FootprintJson(output.trees());
    try {
      if (subject == Subject.VM) {
        showVm(view, fleet, prices);
      } else {
        showHost(view, fleet, prices);
      }
    } catch (IllegalArgumentException e) {
      throw CommandFailedException.notFound(String.valueOf(e.getMessage()));
    }
    out.flush();
    return 0;
  }

  private void showVm(FootprintView view, FleetGraph fleet, Prices prices) {
    Vm vm = fleet.vm(id);
    if (vm.host().isEmpty()) {
      throw new CommandFailedException("vm %s runs nowhere".formatted(vm.title()));
    }
    Footprints footprints = footprints(fleet, fleet.host(vm.host()), prices);
    Optional<WhatIf> whatIf =
        Optional.ofNullable(on).map(host -> footprints.vm(vm.id(), fleet.host(host).name()));
    view.vm(footprints.vm(vm.id()), telemetry(vm.id()), whatIf);
  }

  private void showHost(FootprintView view, FleetGraph fleet, Prices prices) {
    Host host = fleet.host(id);
    view.host(footprints(fleet, host, prices).host(id), telemetry(id));
  }

  private static Footprints footprints(FleetGraph fleet, Host host, Prices prices) {
    return new Footprints(fleet.problem(host.domain(), fleet.prices(prices)));
  }

  private VmTelemetry telemetry(String entity) {
    return fleetOptions.offline()
        ? VmTelemetry.none()
        : VmTelemetry.read(fleetOptions.broker().clientSettings(), entity);
  }
}
