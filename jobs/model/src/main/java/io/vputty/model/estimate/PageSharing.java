package io.vputty.model.estimate;

import java.util.Arrays;
import java.util.Collection;

/**
 * What VMs have in common in memory, estimated from coordinated samples of their page contents.
 *
 * <p>Problem: how many distinct contents do two VMs share, what part of one does the other hold,
 * how many distinct contents would a host hold? Since all samples keep the same contents, those
 * below the lowest threshold are a binomial sample, of known probability p, of any set made of
 * them; a count X of it gives X/p.
 *
 * <p>Intervals are for 95%: Poisson limits below {@value #NORMAL_FROM} counts, which are wider than
 * needed where p is not small, a score interval of the binomial from there on, and never below what
 * was seen. Relative error at 95%: 196 * sqrt((1-p)/X) %. A sample that has not seen all of its
 * VM's memory stands for all of it: true if contents are spread evenly, and not counted in the
 * interval. O(hashes); no randomness.
 *
 * <p>Source: Cohen, Kaplan, Leveraging Discarded Samples for Tighter Estimation of Multiple-Set
 * Aggregates, SIGMETRICS 2009; Wilson, Probable Inference, JASA 22, 1927.
 */
public final class PageSharing {

  private static final int NORMAL_FROM = 30;
  private static final double CONFIDENCE = 0.95;

  private PageSharing() {}

  /** Distinct contents that both VMs hold, pages. */
  public static Interval intersection(PageSample one, PageSample other) {
    return intersection(
        matches(one, other),
        PageSample.lower(one.threshold(), other.threshold()),
        one.coverage() * other.coverage());
  }

  /**
   * Distinct contents that two VMs hold, pages, where the hashes in both samples have been counted.
   *
   * @param matches hashes in both samples
   * @param threshold the lower one of both samples
   * @param coverage product of both coverages
   */
  public static Interval intersection(int matches, long threshold, double coverage) {
    return thinned(matches, PageSample.share(threshold) * coverage);
  }

  /** Share of the distinct contents of {@code one} that {@code other} holds too, 0-1. */
  public static Interval containment(PageSample one, PageSample other) {
    int all = one.countBelow(PageSample.lower(one.threshold(), other.threshold()));
    if (all == 0) {
      return new Interval(0, 0, 1);
    }
    int both = matches(one, other);
    double z2 = NormalDistribution.Z95 * NormalDistribution.Z95 * (1 - common(one, other));
    double share = (double) both / all;
    double middle = (share + z2 / (2 * all)) / (1 + z2 / all);
    double half =
        Math.sqrt(z2 * (share * (1 - share) / all + z2 / (4.0 * all * all))) / (1 + z2 / all);
    return new Interval(
        Math.min(1, share / other.coverage()),
        Math.max(0, Math.min(share, middle - half)) / other.coverage(),
        Math.min(1, Math.max(share, middle + half) / other.coverage()));
  }

  /** Distinct contents of one VM, pages. */
  public static Interval distinct(PageSample sample) {
    return distinct(sample.hashes().length, sample.share() * sample.coverage());
  }

  /**
   * Distinct contents of any set of VMs, pages, where the hashes in their samples have been
   * counted, each once.
   *
   * @param share share of all contents that the samples keep
   */
  public static Interval distinct(int hashes, double share) {
    return thinned(hashes, share);
  }

  /**
   * Distinct contents of the VMs of one host together, pages: what it would hold if every content
   * were kept once. Samples that have not seen all of their VM's memory count for what they have
   * seen.
   */
  public static Interval union(Collection<PageSample> samples) {
    long threshold = samples.stream().mapToLong(PageSample::threshold).reduce(0, PageSample::lower);
    int count =
        (int)
            samples.stream()
                .flatMapToLong(
                    sample -> Arrays.stream(sample.hashes(), 0, sample.countBelow(threshold)))
                .distinct()
                .count();
    return thinned(count, PageSample.share(threshold));
  }

  private static double common(PageSample one, PageSample other) {
    return PageSample.share(PageSample.lower(one.threshold(), other.threshold()));
  }

  /** Hashes that both have; those above the lower threshold cannot be. */
  private static int matches(PageSample one, PageSample other) {
    long[] a = one.hashes();
    long[] b = other.hashes();
    int matches = 0;
    for (int i = 0, j = 0; i < a.length && j < b.length; ) {
      int order = Long.compareUnsigned(a[i], b[j]);
      matches += order == 0 ? 1 : 0;
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return matches;
  }

  /** How many there were, of which each was seen with probability p, if so many were seen. */
  private static Interval thinned(int seen, double p) {
    if (p >= 1) {
      return Interval.exactly(seen);
    }
    Interval limits = seen < NORMAL_FROM ? PoissonLimits.exact(seen, CONFIDENCE) : score(seen, p);
    return new Interval(seen / p, Math.max(seen, limits.low() / p), limits.high() / p);
  }

  /** Limits of N p, from (X - N p)^2 = z^2 N p (1 - p). */
  private static Interval score(double seen, double p) {
    double z2 = NormalDistribution.Z95 * NormalDistribution.Z95 * (1 - p);
    double middle = seen + z2 / 2;
    double half = Math.sqrt(z2 * (seen + z2 / 4));
    return new Interval(seen, middle - half, middle + half);
  }
}
