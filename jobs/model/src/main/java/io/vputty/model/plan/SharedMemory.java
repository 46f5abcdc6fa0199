package io.vputty.model.plan;

import io.vputty.model.estimate.Interval;
import io.vputty.model.estimate.NormalDistribution;
import io.vputty.model.estimate.PageSharing;
import io.vputty.model.estimate.PoissonLimits;
import io.vputty.model.footprint.Vm;
import io.vputty.model.search.ArcTable;
import io.vputty.model.search.HostTable;
import io.vputty.model.sharing.CommonPages;
import io.vputty.model.sharing.PageCopies;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/**
 * What RAM costs that hosts would not need if VMs that hold the same pages were on one, $ per hour.
 *
 * <p>A host keeps each content of one trust domain once: what it needs is the union of its VMs'
 * samples. The cost of a placement is what all unions take beyond the union of all, so that 0 is
 * the least there could be, and what two VMs have in common costs nothing on one host. Intervals
 * hold the sampling error: of a hash that is kept with probability p, d copies fewer have variance
 * d^2 (1 - p) / p^2; below 30 hashes the limits are those of Poisson counts. VMs without a sample
 * share nothing; samples that have not seen all of their VM count for what they have seen.
 *
 * <p>The search has pairs instead: what two VMs have in common, each content by its part in the
 * saving, which never promises more than the union gives.
 */
final class SharedMemory {

  /** Pairs that have less in common guide no search. */
  private static final int LEAST_COMMON = 3;

  /** What more VMs hold is of an image that everybody has, and guides no search. */
  private static final int MOST_HOLDERS = 64;

  private static final double NORMAL_FROM = 30;
  private static final double CONFIDENCE = 0.95;

  private final CommonPages pages;
  private final PageCopies copies;
  private final double perByte;

  SharedMemory(PlacementProblem problem, List<Vm> vms, Sites sites) {
    this.pages = new CommonPages(vms.stream().map(vm -> problem.pages.get(vm.id())).toList());
    this.copies = new PageCopies(pages, sites.count());
    this.perByte = problem.memoryPerByte();
  }

  /** Whether there are no samples. */
  boolean nothing() {
    return pages.groupCount() == 0;
  }

  /** Whether the VM at a vertex has a sample. */
  boolean covers(int vertex) {
    return vertex < pages.vmCount() && pages.groupOf(vertex) >= 0;
  }

  /** Cost of a placement, $ per hour. */
  double cost(int[] hostOf) {
    if (nothing()) {
      return 0;
    }
    copies.follow(vm -> hostOf[vm]);
    double cost = 0;
    for (int group = 0; group < pages.groupCount(); group++) {
      cost += dollars(group) * (double) copies.surplus(group);
    }
    return cost;
  }

  /** What going from one placement to another gains where only some vertices differ, $ per hour. */
  Interval gain(IntUnaryOperator before, IntUnaryOperator after, Collection<Integer> vertices) {
    List<Integer> vms = vertices.stream().filter(this::covers).toList();
    if (vms.isEmpty()) {
      return Interval.ZERO;
    }
    copies.follow(before);
    Interval gain = Interval.ZERO;
    for (PageCopies.Change change : copies.change(vms, after)) {
      double share = pages.group(change.group()).share();
      Interval fewer = limits((double) change.fewer(), (double) change.fewerSquares(), share);
      Interval more = limits((double) change.more(), (double) change.moreSquares(), share);
      gain = gain.plus(fewer.minus(more).times(dollars(change.group())));
    }
    return gain;
  }

  /** What one vertex adds to the cost where it is: what others elsewhere hold, none here. */
  double cost(int vertex, int[] hostOf) {
    if (!covers(vertex)) {
      return 0;
    }
    copies.follow(vm -> hostOf[vm]);
    return dollars(pages.groupOf(vertex)) * copies.lonely(vertex);
  }

  /** What is on a host and on others, too, $ per hour. */
  double costAt(int host, int[] hostOf) {
    copies.follow(vm -> hostOf[vm]);
    return copies.kept(host).stream()
        .mapToDouble(kept -> dollars(kept.group()) * kept.elsewhere())
        .sum();
  }

  /** RAM that a host needs for what VMs with samples hold, each content once; bytes. */
  UniqueMemory unique(int host, int[] hostOf) {
    copies.follow(vm -> hostOf[vm]);
    Interval bytes = Interval.ZERO;
    int vms = 0;
    for (PageCopies.Kept kept : copies.kept(host)) {
      CommonPages.Group group = pages.group(kept.group());
      bytes =
          bytes.plus(PageSharing.distinct(kept.distinct(), group.share()).times(group.pageBytes()));
      vms += kept.vms();
    }
    return new UniqueMemory(bytes, vms);
  }

  /** The vertex that has the most in common with another one, on hosts to choose from; or -1. */
  int closest(int vertex, int[] hostOf, IntPredicate hosts) {
    return covers(vertex)
        ? pages.closest(vertex, LEAST_COMMON, MOST_HOLDERS, other -> hosts.test(hostOf[other]))
        : -1;
  }

  /** Bytes that two vertices have in common. */
  double common(int vertex, int other) {
    return pages.group(pages.groupOf(vertex)).bytesPerHash() * pages.common(vertex, other);
  }

  /** Adds costs between units by distance, as the search wants them. */
  void addLinks(ArcTable.Links links, int[] unitOf) {
    double[] costs = new double[HostTable.TIERS];
    pages.pairs(
        LEAST_COMMON,
        MOST_HOLDERS,
        (vm, other, hashes, weight) -> {
          Arrays.fill(costs, 1, costs.length, dollars(pages.groupOf(vm)) * weight);
          links.add(unitOf[vm], unitOf[other], costs);
        });
  }

  /** A sampled hash of a group, $ per hour. */
  private double dollars(int group) {
    return perByte * pages.group(group).bytesPerHash();
  }

  /** Limits of how many there were, times the share of them that was seen. */
  private static Interval limits(double sum, double squares, double share) {
    if (share >= 1) {
      return Interval.exactly(sum);
    }
    if (sum * sum < NORMAL_FROM * squares || sum == 0) {
      double step = Math.max(1, squares / Math.max(1, sum));
      Interval limits = PoissonLimits.weighted(sum, squares, step, CONFIDENCE);
      return new Interval(sum, Math.min(sum, limits.low()), Math.max(sum, limits.high()));
    }
    double half = NormalDistribution.Z95 * Math.sqrt(squares * (1 - share));
    return new Interval(sum, sum - half, sum + half);
  }
}
