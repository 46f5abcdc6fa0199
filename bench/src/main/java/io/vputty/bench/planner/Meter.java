package io.vputty.bench.planner;

import io.vputty.bench.planner.contender.Command;
import io.vputty.bench.planner.contender.Contender;
import io.vputty.bench.planner.instance.Instance;
import io.vputty.bench.planner.instance.TenantGenerator;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashSet;
import java.util.Set;

/** Runs contenders on a warm machine and measures their CPU time, that of their children too. */
final class Meter {

  private static final double NANOS = 1e9;
  private static final int WARM_UPS = 20;
  private static final double WARM_SECONDS = 2;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Instance small = new TenantGenerator(1000, 9).on("warm-up", 2, 20, 30);
  private final Set<String> warm = new HashSet<>();

  /**
   * What a contender made of an instance.
   *
   * @param hosts host of each VM
   * @param cpuSeconds CPU time, seconds
   */
  record Outcome(int[] hosts, double cpuSeconds) {}

  /** One run, checked. */
  Row measure(Instance instance, Contender contender, double percent, long seed) {
    Outcome outcome = run(instance, contender, percent, seed);
    return new Row(
        instance.name(),
        contender.name(),
        percent,
        seed,
        instance.cost(outcome.hosts()) / instance.cost(instance.home()),
        instance.moves(outcome.hosts()),
        outcome.cpuSeconds());
  }

  /** One run, checked. */
  Outcome run(Instance instance, Contender contender, double percent, long seed) {
    warmUp(contender, percent >= 100 ? 100 : 10);
    Outcome outcome = once(instance, contender, instance.budget(percent), seed);
    instance.check(outcome.hosts(), instance.budget(percent));
    return outcome;
  }

  private void warmUp(Contender contender, double percent) {
    if (contender.takes(small) && warm.add(contender.name() + percent)) {
      double spent = 0;
      for (int run = 0; run < WARM_UPS && spent < WARM_SECONDS; run++) {
        spent += once(small, contender, small.budget(percent), run).cpuSeconds();
      }
    }
  }

  private Outcome once(Instance instance, Contender contender, int migrations, long seed) {
    Contender.Run run = contender.ready(instance, migrations, seed);
    double children = Command.childSeconds();
    long before = threads.getCurrentThreadCpuTime();
    int[] hosts = run.hosts();
    double own = (threads.getCurrentThreadCpuTime() - before) / NANOS;
    return new Outcome(hosts, own + Command.childSeconds() - children);
  }
}
