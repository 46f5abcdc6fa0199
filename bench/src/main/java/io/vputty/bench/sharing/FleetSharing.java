package io.vputty.bench.sharing;

import io.vputty.model.estimate.PageSample;
import io.vputty.model.estimate.PageSharing;
import io.vputty.model.sharing.PageIndex;
import io.vputty.model.sharing.ShareKeys;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The index over all samples of a made fleet: what it costs, and what it finds. */
final class FleetSharing {

  /** As the affinity job has them by default. */
  static final int MAX_HOLDERS = 64;

  static final int MIN_COMMON = 3;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int TOP = 10;
  private static final double LEAST_JACCARD = 0.01;
  private static final int VMS_A_PANE = 100;
  private static final long[] NONE = {};
  private static final long GROUP = ShareKeys.group("bench", "key", 0);

  private final MadeFleet fleet;
  private final PageIndex index = new PageIndex(MAX_HOLDERS);
  private final Map<Long, Integer> vms = new HashMap<>();

  /**
   * What a part of the work took.
   *
   * @param nanos CPU time, ns
   * @param operations pairs touched
   */
  record Work(long nanos, long operations) {}

  /**
   * Shares of each VM's true partners, its ten largest Jaccard coefficients of at least 0.01.
   *
   * @param amongEdges that have an edge to it
   * @param amongTop that are as many of those with the largest estimates
   * @param edges edges of the whole fleet
   */
  record Recall(double amongEdges, double amongTop, int edges) {}

  private record Partner(int vm, double jaccard) {
    private static final Comparator<Partner> LARGEST =
        Comparator.comparingDouble(Partner::jaccard).reversed().thenComparing(Partner::vm);
  }

  FleetSharing(MadeFleet fleet) {
    this.fleet = fleet;
    for (int vm = 0; vm < fleet.size(); vm++) {
      vms.put(key(vm), vm);
    }
  }

  /** Takes in every VM's first sample. */
  Work fill() {
    return replaceAll(-1, 0);
  }

  /** Takes in every VM's next sample, after a twentieth of its contents has changed. */
  Work change() {
    return replaceAll(0, 1);
  }

  private Work replaceAll(int changedBefore, int changedAfter) {
    long nanos = 0;
    long operations = index.operations();
    for (int vm = 0; vm < fleet.size(); vm++) {
      long[] before = changedBefore < 0 ? NONE : fleet.sample(vm, changedBefore);
      long[] after = fleet.sample(vm, changedAfter);
      long start = THREADS.getCurrentThreadCpuTime();
      index.replace(key(vm), GROUP, before, after);
      if (vm % VMS_A_PANE == 0 || vm == fleet.size() - 1) {
        index.settle();
      }
      nanos += THREADS.getCurrentThreadCpuTime() - start;
    }
    return new Work(nanos, index.operations() - operations);
  }

  /** How many of the true partners the counts lead to. */
  Recall recall() {
    List<List<Partner>> found = found();
    double among = 0;
    double top = 0;
    int all = 0;
    for (int vm = 0; vm < fleet.size(); vm++) {
      Map<Integer, Double> truth = fleet.partners(vm, MAX_HOLDERS);
      List<Partner> wanted = wanted(truth);
      List<Partner> edges = found.get(vm);
      edges.sort(Partner.LARGEST);
      List<Integer> others = edges.stream().map(Partner::vm).toList();
      all += wanted.size();
      among += wanted.stream().filter(partner -> others.contains(partner.vm)).count();
      if (!wanted.isEmpty()) {
        double least = wanted.get(wanted.size() - 1).jaccard;
        top +=
            others.stream()
                .limit(wanted.size())
                .filter(other -> truth.getOrDefault(other, 0.0) >= least)
                .count();
      }
    }
    int ends = found.stream().mapToInt(List::size).sum();
    return new Recall(among / all, top / all, ends / 2);
  }

  private static List<Partner> wanted(Map<Integer, Double> truth) {
    return truth.entrySet().stream()
        .map(entry -> new Partner(entry.getKey(), entry.getValue()))
        .filter(partner -> partner.jaccard >= LEAST_JACCARD)
        .sorted(Partner.LARGEST)
        .limit(TOP)
        .toList();
  }

  private List<List<Partner>> found() {
    List<List<Partner>> found = new ArrayList<>();
    for (int vm = 0; vm < fleet.size(); vm++) {
      found.add(new ArrayList<>());
    }
    index.forEachPair(
        (one, other, group, common) -> {
          if (common >= MIN_COMMON) {
            int a = Objects.requireNonNull(vms.get(one));
            int b = Objects.requireNonNull(vms.get(other));
            double jaccard = jaccard(a, b, common);
            found.get(a).add(new Partner(b, jaccard));
            found.get(b).add(new Partner(a, jaccard));
          }
        });
    return found;
  }

  private double jaccard(int one, int other, int common) {
    long threshold = PageSample.lower(fleet.threshold(one), fleet.threshold(other));
    double both = PageSharing.intersection(common, threshold, 1).value();
    return both / (fleet.pages(one) + fleet.pages(other) - both);
  }

  private static long key(int vm) {
    return ShareKeys.vm("vm-" + vm);
  }
}
