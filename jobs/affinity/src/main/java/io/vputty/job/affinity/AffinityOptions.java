package io.vputty.job.affinity;

import io.vputty.job.runtime.JobArguments;
import io.vputty.job.runtime.JobSettings;
import java.io.Serializable;
import java.time.Duration;
import java.util.Set;

/**
 * What the affinity job alone is told.
 *
 * @param lateness how far behind its partition's marks telemetry may come, a multiple of the pane
 * @param agentTimeout an agent that has said nothing for so long is taken to be gone
 * @param maxNeighbours neighbours of a VM that are told one by one; the lightest of more are summed
 */
record AffinityOptions(Duration lateness, Duration agentTimeout, int maxNeighbours)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  static final String LATENESS = "allowed-lateness";
  static final String AGENT_TIMEOUT = "agent-timeout";
  static final String MAX_NEIGHBOURS = "max-neighbours";

  /** Their names on the command line. */
  static final Set<String> NAMES = Set.of(LATENESS, AGENT_TIMEOUT, MAX_NEIGHBOURS);

  private static final int DEFAULT_LATE_PANES = 3;
  private static final Duration DEFAULT_AGENT_TIMEOUT = Duration.ofSeconds(60);
  private static final int DEFAULT_MAX_NEIGHBOURS = 1_024;

  /** The options of some settings. */
  static AffinityOptions of(JobSettings settings) {
    String lateness = settings.options().get(LATENESS);
    String timeout = settings.options().get(AGENT_TIMEOUT);
    String neighbours = settings.options().get(MAX_NEIGHBOURS);
    AffinityOptions options =
        new AffinityOptions(
            lateness == null
                ? settings.pane().multipliedBy(DEFAULT_LATE_PANES)
                : JobArguments.duration(lateness),
            timeout == null ? DEFAULT_AGENT_TIMEOUT : JobArguments.duration(timeout),
            neighbours == null ? DEFAULT_MAX_NEIGHBOURS : Integer.parseInt(neighbours));
    if (options.latenessMs() % settings.paneMs() != 0) {
      throw new IllegalArgumentException(
          "%s (%s) must be a multiple of pane (%s)"
              .formatted(LATENESS, options.lateness, settings.pane()));
    }
    return options;
  }

  AffinityOptions {
    if (lateness.isNegative() || agentTimeout.isNegative() || agentTimeout.isZero()) {
      throw new IllegalArgumentException(
          "%s (%s) must not be negative, %s (%s) must be positive"
              .formatted(LATENESS, lateness, AGENT_TIMEOUT, agentTimeout));
    }
    if (maxNeighbours < Buckets.SALTS) {
      throw new IllegalArgumentException(
          "%s (%d) must be at least %d".formatted(MAX_NEIGHBOURS, maxNeighbours, Buckets.SALTS));
    }
  }

  long latenessMs() {
    return lateness.toMillis();
  }
}
