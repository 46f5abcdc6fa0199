package io.vputty.job.affinity.conflict;

import io.vputty.job.runtime.JobArguments;
import io.vputty.job.runtime.JobSettings;
import io.vputty.model.estimate.BatchMeans;
import io.vputty.model.load.ContentionRule;
import java.io.Serializable;
import java.time.Duration;
import java.util.Set;

/**
 * How conflicts are found.
 *
 * @param rule when a host is contended, and which pairs are told
 * @param lag how long after a pane's end its load is settled: collectors may look as rarely as this
 */
public record ConflictOptions(ContentionRule rule, Duration lag) implements Serializable {

  private static final long serialVersionUID = 1L;

  static final ConflictOptions DEFAULTS =
      new ConflictOptions(new ContentionRule(0.8, 8, 6), Duration.ofSeconds(60));

  private static final long HOUR_MS = 3_600_000;

  private static final String CONTENTION_SHARE = "contention-share";
  private static final String TOP_VMS = "contention-top-vms";
  private static final String LEAST_PANES = "contention-least-panes";
  private static final String LAG = "load-lag";

  /** Names under which a job is told them. */
  public static final Set<String> NAMES = Set.of(CONTENTION_SHARE, TOP_VMS, LEAST_PANES, LAG);

  public ConflictOptions {
    if (lag.isNegative()) {
      throw new IllegalArgumentException("%s (%s) must not be negative".formatted(LAG, lag));
    }
  }

  /** What the settings say, the default where they say nothing. */
  static ConflictOptions of(JobSettings settings) {
    String lag = settings.options().get(LAG);
    return new ConflictOptions(
        new ContentionRule(
            number(settings, CONTENTION_SHARE, DEFAULTS.rule.share()),
            (int) number(settings, TOP_VMS, DEFAULTS.rule.topVms()),
            (int) number(settings, LEAST_PANES, DEFAULTS.rule.leastPanes())),
        lag == null ? DEFAULTS.lag : JobArguments.duration(lag));
  }

  /** The same in time: an hour of panes, and the lag in whole ones. */
  LoadClock clock(long paneMs) {
    long batches = ceil(HOUR_MS, paneMs * BatchMeans.BATCHES);
    return new LoadClock(
        paneMs,
        (int) batches * BatchMeans.BATCHES,
        ceil(Math.max(1, lag.toMillis()), paneMs) * paneMs);
  }

  private static long ceil(long whole, long part) {
    return (whole + part - 1) / part;
  }

  private static double number(JobSettings settings, String name, double otherwise) {
    String text = settings.options().get(name);
    try {
      return text == null ? otherwise : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--%s '%s' is no number".formatted(name, text), e);
    }
  }
}
