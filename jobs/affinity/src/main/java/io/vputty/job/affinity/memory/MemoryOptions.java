package io.vputty.job.affinity.memory;

import io.vputty.job.runtime.JobArguments;
import io.vputty.job.runtime.JobSettings;
import io.vputty.mapping.CurrentSamples;
import java.io.Serializable;
import java.time.Duration;
import java.util.Set;

/**
 * How memory edges are made.
 *
 * @param maxHolders a hash that more VMs hold is of an image that everybody has: it is counted, not
 *     paired
 * @param minCommon pairs with fewer sampled hashes in common are no edge
 * @param sampleAge a sample told longer ago counts no more
 * @param refresh an edge is told again at least this often; below half of its topic's retention
 */
public record MemoryOptions(int maxHolders, int minCommon, Duration sampleAge, Duration refresh)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  public static final MemoryOptions DEFAULTS =
      new MemoryOptions(64, 3, CurrentSamples.AGE, Duration.ofHours(1));

  private static final String MAX_HOLDERS = "max-holders";
  private static final String MIN_COMMON = "min-common";
  private static final String SAMPLE_AGE = "sample-age";

  /** Names under which a job is told them. */
  public static final Set<String> NAMES = Set.of(MAX_HOLDERS, MIN_COMMON, SAMPLE_AGE);

  public MemoryOptions {
    if (maxHolders < 2 || minCommon < 1) {
      throw new IllegalArgumentException(
          "%s (%d) must be at least 2, %s (%d) at least 1"
              .formatted(MAX_HOLDERS, maxHolders, MIN_COMMON, minCommon));
    }
    if (sampleAge.compareTo(Duration.ZERO) <= 0 || refresh.compareTo(Duration.ZERO) <= 0) {
      throw new IllegalArgumentException(
          "%s (%s) and refresh (%s) must be positive".formatted(SAMPLE_AGE, sampleAge, refresh));
    }
  }

  /** What the settings say, the default where they say nothing. */
  public static MemoryOptions of(JobSettings settings) {
    String age = settings.options().get(SAMPLE_AGE);
    return new MemoryOptions(
        number(settings, MAX_HOLDERS, DEFAULTS.maxHolders),
        number(settings, MIN_COMMON, DEFAULTS.minCommon),
        age == null ? DEFAULTS.sampleAge : JobArguments.duration(age),
        DEFAULTS.refresh);
  }

  private static int number(JobSettings settings, String name, int otherwise) {
    String text = settings.options().get(name);
    try {
      return text == null ? otherwise : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--%s '%s' is no number".formatted(name, text), e);
    }
  }
}
