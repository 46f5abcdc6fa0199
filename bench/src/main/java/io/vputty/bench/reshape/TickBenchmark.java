package io.vputty.bench.reshape;

import io.vputty.job.reshape.DomainEvent;
import io.vputty.job.reshape.ReshapeJob;
import io.vputty.job.runtime.ControlBroadcast;
import io.vputty.job.runtime.ControlChange;
import io.vputty.job.runtime.JobSettings;
import io.vputty.mapping.PlanRound;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;

/**
 * How long the planning operator holds its thread, and so a checkpoint, at a tick: every edge has
 * told of the pane, and nothing is due, or a round that time or drift called for. Arguments: "heap"
 * or "rocksdb", VMs (100000), ticks of each kind (5).
 */
public final class TickBenchmark {

  private static final int PANE = 10_000;
  private static final int LOAD_PERIOD = 4;
  private static final int EVERY = 4;
  private static final int WARM_PANES = 9;
  private static final int[] DRIFTED = {10, 100, 1000};
  private static final double NANOS = 1e6;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final MadeDomain domain;
  private final KeyedBroadcastOperatorTestHarness<String, DomainEvent, ControlChange, PlanRound>
      harness;
  private final Map<String, List<double[]>> times = new LinkedHashMap<>();
  private int pane;

  private TickBenchmark(String backend, int vms) throws Exception {
    domain = new MadeDomain(vms, PANE);
    JobSettings settings = JobSettings.of("none:1", Map.of());
    for (Map.Entry<String, String> option :
        Map.of(
                "warm-up-panes",
                "2",
                "every-panes",
                String.valueOf(EVERY),
                "hold-panes",
                "1",
                "load-period-panes",
                String.valueOf(LOAD_PERIOD))
            .entrySet()) {
      settings = settings.with(option.getKey(), option.getValue());
    }
    harness =
        new KeyedBroadcastOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(
                ReshapeJob.planner(settings), ControlBroadcast.states()),
            DomainEvent::domain,
            Types.STRING,
            10,
            1,
            0);
    if (backend.equals("rocksdb")) {
      harness.setStateBackend(new EmbeddedRocksDBStateBackend());
    }
  }

  /** Prints a table of milliseconds. */
  public static void main(String[] arguments) throws Exception {
    String backend = arguments.length > 0 ? arguments[0] : "heap";
    int vms = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
    int ticks = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
    new TickBenchmark(backend, vms).run(backend, ticks);
  }

  private void run(String backend, int ticks) throws Exception {
    harness.open();
    for (ControlChange change : domain.control()) {
      harness.processBroadcastElement(change, 0);
    }
    while (pane < WARM_PANES) {
      tick(0);
    }
    times.clear();
    for (int drifted : DRIFTED) {
      for (int each = 0; each < ticks; each++) {
        tick(drifted);
        tick(0);
      }
    }
    while (times.getOrDefault("timer", List.of()).size() < ticks) {
      tick(0);
    }
    harness.close();
    print(backend);
  }

  private void tick(int drifted) throws Exception {
    long endMs = (long) ++pane * PANE;
    List<DomainEvent> events = domain.traffic(endMs);
    if (pane % LOAD_PERIOD == 0) {
      events.addAll(domain.loads(endMs, endMs));
    }
    events.addAll(domain.drifts(drifted, endMs));
    for (DomainEvent event : events) {
      harness.processElement(event, 0);
    }
    harness.processBroadcastWatermark(new Watermark(endMs));
    long cpu = threads.getCurrentThreadCpuTime();
    long wall = System.nanoTime();
    harness.processWatermark(new Watermark(endMs));
    double wallMs = (System.nanoTime() - wall) / NANOS;
    double cpuMs = (threads.getCurrentThreadCpuTime() - cpu) / NANOS;
    List<PlanRound> rounds = harness.extractOutputValues();
    String kind = rounds.isEmpty() ? "nothing due" : kind(rounds.get(0));
    harness.getOutput().clear();
    times.computeIfAbsent(kind, absent -> new ArrayList<>()).add(new double[] {wallMs, cpuMs});
    System.err.printf(Locale.ROOT, "pane %d, %s: %.0f ms, CPU %.0f%n", pane, kind, wallMs, cpuMs);
  }

  private static String kind(PlanRound round) {
    return round.triggers().size() == 1 ? "timer" : round.triggers().size() + " drifted edges";
  }

  private void print(String backend) {
    System.out.printf("%s state, %d VMs, %d edges%n%n", backend, domain.vms(), domain.edges());
    System.out.println("| tick | ms p50 | ms max | CPU ms p50 | CPU ms max |");
    System.out.println("|---|---|---|---|---|");
    times.forEach(
        (kind, all) ->
            System.out.printf(
                Locale.ROOT,
                "| %s (%d) | %.0f | %.0f | %.0f | %.0f |%n",
                kind,
                all.size(),
                quantile(all, 0, 0.5),
                quantile(all, 0, 1),
                quantile(all, 1, 0.5),
                quantile(all, 1, 1)));
  }

  private static double quantile(List<double[]> all, int column, double share) {
    List<Double> sorted = new ArrayList<>(all.stream().map(each -> each[column]).toList());
    Collections.sort(sorted);
    return sorted.get((int) Math.min(sorted.size() - 1, share * sorted.size()));
  }
}
