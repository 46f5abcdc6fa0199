package io.vputty.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.app.demo.view.DemoOutput;
import io.vputty.app.demo.view.JsonOutput;
import io.vputty.app.simulator.DataCentre;
import io.vputty.app.simulator.DataCentreSettings;
import io.vputty.app.simulator.fleet.Fleet;
import io.vputty.app.simulator.fleet.SimulatedHost;
import io.vputty.app.simulator.fleet.SimulatedVm;
import io.vputty.app.simulator.truth.VmPair;
import io.vputty.schema.Move;
import io.vputty.schema.Plan;
import io.vputty.sink.actuator.Approval;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Simulator to UDP to collector to Kafka to jobs to a plan, all of it live; the plan's content is
 * what counts.
 */
class EndToEndIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir static Path directory;

  @Test
  void bringsTheCommunitiesTogetherWithinCapacity() throws Exception {
    DataCentre centre = new DataCentre(DataCentreSettings.forVms(64, 7));
    int[] placement = centre.placement();
    Plan plan;
    Map<VmPair, Long> traffic;
    try (Demo demo = new Demo(settings(), centre, directory, Clock.systemUTC(), quiet())) {
      plan = firstPlan(demo.start());
      traffic = centre.truth().bytesByPair(0, centre.second());
    }

    int[] after = placement.clone();
    Map<Integer, List<Move>> waves = new TreeMap<>();
    plan.getMoves()
        .forEach(move -> waves.computeIfAbsent(move.getWave(), w -> new ArrayList<>()).add(move));
    waves.values().forEach(wave -> carryOut(wave, centre.fleet(), after));

    double together = shareOnOneHost(traffic, centre.fleet(), after);
    assertThat(together).isGreaterThan(0.5);
    assertThat(together).isGreaterThan(2 * shareOnOneHost(traffic, centre.fleet(), placement));
    assertThat(plan.getAfter().getTotal()).isLessThan(plan.getBefore().getTotal() / 2);
    assertThat(plan.getMoves()).allSatisfy(m -> assertThat(m.getExplanation()).isNotEmpty());
  }

  /** A wave's VMs count at both ends while they fly. */
  private static void carryOut(List<Move> wave, Fleet fleet, int[] hostOfVm) {
    double[] cores = new double[fleet.hosts().size()];
    double[] memory = new double[fleet.hosts().size()];
    for (SimulatedVm vm : fleet.vms()) {
      cores[hostOfVm[vm.index()]] += vm.cpuCores();
      memory[hostOfVm[vm.index()]] += vm.memoryBytes();
    }
    for (Move move : wave) {
      SimulatedVm vm = fleet.vm(move.getVm());
      int target = fleet.host(move.getTarget()).index();
      assertThat(fleet.hosts().get(hostOfVm[vm.index()]).name()).isEqualTo(move.getSource());
      cores[target] += vm.cpuCores();
      memory[target] += vm.memoryBytes();
      hostOfVm[vm.index()] = target;
    }
    for (SimulatedHost host : fleet.hosts()) {
      assertThat(cores[host.index()]).as(host.name()).isLessThanOrEqualTo(host.cpuCores());
      assertThat(memory[host.index()])
          .as(host.name())
          .isLessThanOrEqualTo((double) host.memoryBytes());
    }
  }

  private static double shareOnOneHost(Map<VmPair, Long> traffic, Fleet fleet, int[] hostOfVm) {
    double all = 0;
    double together = 0;
    for (Map.Entry<VmPair, Long> pair : traffic.entrySet()) {
      int from = hostOfVm[fleet.vm(pair.getKey().from()).index()];
      int to = hostOfVm[fleet.vm(pair.getKey().to()).index()];
      all += pair.getValue();
      together += from == to ? pair.getValue() : 0;
    }
    return together / all;
  }

  private static Plan firstPlan(RunningDemo running) {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < giveUp) {
      assertThat(running.failure()).isEmpty();
      for (SpecificRecordBase news : running.observation().poll(Duration.ofMillis(200))) {
        if (news instanceof Plan plan && !plan.getMoves().isEmpty()) {
          return plan;
        }
      }
    }
    throw new AssertionError("no plan with moves within " + PATIENCE);
  }

  private static DemoSettings settings() {
    return new DemoSettings(64, 7, PATIENCE, false, OptionalInt.empty(), Approval.AUTOMATIC);
  }

  private static DemoOutput quiet() {
    return new JsonOutput(new PrintWriter(Writer.nullWriter()));
  }
}
