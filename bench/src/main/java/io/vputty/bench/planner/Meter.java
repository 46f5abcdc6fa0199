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

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Instance small = new TenantGenerator(1000, 9).on("warm-up", 2, 20, 30);
  private final Set<String> warm = new HashSet<>();

  /** One run, checked. */
  Row measure(Instance instance, Contender contender, double percent, long seed) {
    warmUp(contender, percent);
    int migrations = instance.budget(percent);
    Contender.Run run = contender.ready(instance, migrations, seed);
    double children = Command.childSeconds();
    long before = threads.getCurrentThreadCpuTime();
    int[] hosts = run.hosts();
    double seconds = (threads.getCurrentThreadCpuTime() - before) / NANOS;
    seconds += Command.childSeconds() - children;
    instance.check(hosts, migrations);
    return new Row(
        instance.name(),
        contender.name(),
        percent,
        seed,
        instance.cost(hosts) / instance.cost(instance.home()),
        instance.moves(hosts),
        seconds);
  }

  private void warmUp(Contender contender, double percent) {
    boolean unlimited = percent >= 100;
    if (warm.add(contender.name() + unlimited)) {
      contender.ready(small, small.budget(unlimited ? 100 : 10), 0).hosts();
    }
  }
}
