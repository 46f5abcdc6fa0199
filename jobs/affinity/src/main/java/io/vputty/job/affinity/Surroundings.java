package io.vputty.job.affinity;

import io.vputty.mapping.FleetChange;
import org.jspecify.annotations.Nullable;

/** One thing of what every subtask must know: exactly one of both is set. A Flink POJO. */
public final class Surroundings {
  public @Nullable FleetChange change;
  public @Nullable AgentPane report;

  static Surroundings of(FleetChange change) {
    Surroundings one = new Surroundings();
    one.change = change;
    return one;
  }

  static Surroundings of(AgentPane report) {
    Surroundings one = new Surroundings();
    one.report = report;
    return one;
  }
}
