package io.vputty.app.placement.view;

import io.vputty.app.placement.VmTelemetry;
import io.vputty.app.text.Figures;
import io.vputty.app.text.Paint;
import io.vputty.app.text.Table;
import io.vputty.model.footprint.Tier;
import io.vputty.model.footprint.Vm;
import io.vputty.model.plan.HostFootprint;
import io.vputty.model.plan.PhysicalFootprint;
import io.vputty.model.plan.UniqueMemory;
import io.vputty.model.plan.VmFootprint;
import io.vputty.model.plan.VmFootprint.Affinity;
import io.vputty.model.plan.VmFootprint.WhatIf;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Footprints for people. */
public final class FootprintText implements FootprintView {

  private static final double BITS = 8;

  private static final Tier[] TIERS = Tier.values();

  private final PrintWriter out;
  private final Paint paint;
  private final int top;

  /**
   * Writes footprints.
   *
   * @param top most affinities or VMs to list
   */
  public FootprintText(PrintWriter out, Paint paint, int top) {
    this.out = out;
    this.paint = paint;
    this.top = top;
  }

  @Override
  public void vm(VmFootprint footprint, VmTelemetry telemetry, Optional<WhatIf> whatIf) {
    Vm vm = footprint.vm();
    out.printf(
        Locale.ROOT,
        "%s (%s) on %s, %.1f cores, %s, %s%n",
        paint.bold(vm.title()),
        vm.id(),
        vm.host(),
        vm.cpuCores(),
        Figures.gib(vm.memoryBytes()),
        vm.automation().name().toLowerCase(Locale.ROOT));
    out.printf("%n%s%n", paint.bold("virtual footprint"));
    affinities(footprint.affinities());
    Measurements.lines(telemetry).forEach(line -> out.println("  " + line));
    physical(footprint.physical(), whatIf);
    whatIf.ifPresent(this::verdict);
  }

  @Override
  public void host(HostFootprint footprint, VmTelemetry telemetry) {
    out.printf(
        Locale.ROOT,
        "%s in domain %s, %d VMs with %.1f of %.1f cores and %s of %s%n",
        paint.bold(footprint.host().name()),
        footprint.host().domain(),
        footprint.vms().size(),
        footprint.promisedCores(),
        footprint.host().cpuCores(),
        Figures.gib(footprint.promisedMemoryBytes()),
        Figures.gib(footprint.host().memoryBytes()));
    nic(footprint);
    unique(footprint.unique(), footprint.vms().size());
    Measurements.lines(telemetry).forEach(line -> out.println("  " + line));
    out.println();
    Table vms = new Table("l", "r", "r");
    vms.row("vm", "cores", "memory");
    footprint.vms().stream()
        .limit(top)
        .forEach(
            vm ->
                vms.row(
                    vm.title(),
                    String.format(Locale.ROOT, "%.1f", vm.cpuCores()),
                    Figures.gib(vm.memoryBytes())));
    vms.print(out);
    more(footprint.vms().size());
    physical(footprint.physical(), Optional.empty());
  }

  private void nic(HostFootprint footprint) {
    long bits = footprint.host().nicBitsPerSecond();
    if (bits > 0) {
      out.printf(
          "  its NIC carries %s of %s%n",
          Figures.rate(footprint.crossingBytesPerSecond()), Figures.rate(bits / BITS));
    }
  }

  private void unique(UniqueMemory unique, int vms) {
    if (unique.vms() > 0) {
      out.printf(
          Locale.ROOT,
          "  pages of %d of %d VMs need %s (%s to %s) if each content is kept once%n",
          unique.vms(),
          vms,
          Figures.gib((long) unique.bytes().value()),
          Figures.gib((long) unique.bytes().low()),
          Figures.gib((long) unique.bytes().high()));
    }
  }

  private void affinities(List<Affinity> affinities) {
    if (affinities.isEmpty()) {
      out.println("  no affinities");
      return;
    }
    Table table = new Table("l", "l", "r", "l", "l", "r");
    table.row("with", "", "how much", "on", "distance", "cost");
    for (Affinity affinity : affinities.subList(0, Math.min(top, affinities.size()))) {
      table.row(
          affinity.title(),
          Measurements.kind(affinity),
          Measurements.amount(affinity.kind(), affinity.weight()),
          affinity.peerHost().isEmpty() ? "-" : affinity.peerHost(),
          affinity.distance().map(FootprintText::name).orElse("-"),
          Figures.pricePerHour(affinity.costPerHour()));
    }
    table.print(out);
    more(affinities.size());
  }

  private void more(int count) {
    if (count > top) {
      out.printf("  ... and %d more%n", count - top);
    }
  }

  private void physical(PhysicalFootprint now, Optional<WhatIf> whatIf) {
    out.printf("%n%s%n", paint.bold("physical footprint"));
    if (whatIf.isPresent()) {
      CostTable costs = new CostTable("now", "on " + whatIf.get().host());
      costs.add(now.cost(), whatIf.get().physical().cost());
      costs.print(out);
    } else {
      Table costs = new Table("l", "r");
      now.cost()
          .byTerm()
          .forEach(
              (term, cost) -> {
                if (cost != 0) {
                  costs.row(term, Figures.pricePerHour(cost));
                }
              });
      costs.row("total", Figures.pricePerHour(now.cost().total()));
      costs.print(out);
    }
    out.println();
    Table bytes = new Table("l", "r", "r", "r", "r");
    bytes.row("bytes by distance", name(TIERS[0]), name(TIERS[1]), name(TIERS[2]), name(TIERS[3]));
    tiers(bytes, "", now);
    whatIf.ifPresent(other -> tiers(bytes, " on " + other.host(), other.physical()));
    bytes.print(out);
  }

  private static void tiers(Table table, String where, PhysicalFootprint physical) {
    table.row(cells("network" + where, physical.networkBytesPerSecond()));
    table.row(cells("storage" + where, physical.storageBytesPerSecond()));
  }

  private static String[] cells(String title, Map<Tier, Double> bytes) {
    String[] cells = new String[1 + TIERS.length];
    cells[0] = title;
    for (int i = 0; i < TIERS.length; i++) {
      cells[1 + i] = Figures.rate(bytes.getOrDefault(TIERS[i], 0.0));
    }
    return cells;
  }

  private void verdict(WhatIf whatIf) {
    String gain =
        "%s (%s to %s) for %s once"
            .formatted(
                Figures.pricePerHour(whatIf.gainPerHour().value()),
                Figures.price(whatIf.gainPerHour().low()),
                Figures.price(whatIf.gainPerHour().high()),
                Figures.price(whatIf.migrationCost()));
    out.printf("%nmoving it to %s gains %s%n", whatIf.host(), gain);
    whatIf
        .refusal()
        .ifPresent(why -> out.println(paint.yellow("but it cannot be moved there: " + why)));
  }

  private static String name(Tier tier) {
    return tier.name().toLowerCase(Locale.ROOT);
  }
}
