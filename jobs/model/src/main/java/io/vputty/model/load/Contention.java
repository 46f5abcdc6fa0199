package io.vputty.model.load;

import io.vputty.model.estimate.BatchMeans;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;

/**
 * Where the VMs of one host contend for its CPU, read off the sum of their profiles: never off all
 * pairs, of which some always seem to go together. Over the panes t of the last hour, N in all,
 * with x(t) what a VM used, X the mean of its known panes, L the host's limit, all in cores:
 *
 * <pre>
 *   S(t)    = sum of x(t) over the VMs known in t       t is contended if S(t) > L
 *   e(t)    = max(0, x(t) - X) in contended panes where the VM is known, else 0
 *   c(a, b) = 1/N * sum over t of min(e_a(t), e_b(t), S(t) - L)
 * </pre>
 *
 * c is the weight of the conflict of a and b, in cores: what would be gone, on average over the
 * hour, from the host's excess if one of both peaked at another time. It never exceeds the mean
 * excess itself. Only the VMs with the greatest sum of e are paired, ties by id.
 *
 * <p>What is not known is not claimed: a pane that lacks a VM adds nothing to S and nothing to its
 * pairs, and N stays whole, so that short histories give small weights. A pair with fewer contended
 * panes than the rule asks for is left out. A steady overload, in which nobody is above the own
 * mean, has no pair to explain it.
 *
 * <p>What was picked from one hour is less in the next. On a week of 250 VMs (Bitbrains, samples of
 * 5 minutes; 25 at random on a host that is contended a tenth of the week; a pair told from 3
 * panes) pairs weighed 0.114 cores in the hour that told them and 0.043 in the next, where those
 * not told weighed 0.0008. With the VMs' weeks shifted against each other it was 0.057 and 0.022:
 * most of what lasts is who peaks, less is who peaks with whom.
 *
 * <p>Sums are millicores in whole numbers. O(VMs * N + pairs * N), pairs only where contended. The
 * interval is that of {@link BatchMeans}.
 */
public final class Contention {

  private static final double CORES = 1 / 1000.0;

  private final ContentionRule rule;

  public Contention(ContentionRule rule) {
    this.rule = rule;
  }

  private record Claim(String vm, long[] levels, long[] excess, long total) {
    private static final Comparator<Claim> GREATEST_FIRST =
        Comparator.comparingLong(Claim::total).reversed().thenComparing(Claim::vm);
  }

  /**
   * The pairs that explain a host's contention, in the order of their ids; none without contention.
   *
   * @param levels what each VM used in each pane of the hour, millicores, oldest first
   * @param limit what the host bears, millicores
   */
  public List<Conflict> conflicts(SortedMap<String, long[]> levels, long limit) {
    long[] over = over(levels, limit);
    if (Arrays.stream(over).noneMatch(some -> some > 0)) {
      return List.of();
    }
    List<Claim> top =
        levels.entrySet().stream()
            .map(vm -> claim(vm.getKey(), vm.getValue(), over))
            .filter(claim -> claim.total > 0)
            .sorted(Claim.GREATEST_FIRST)
            .limit(rule.topVms())
            .sorted(Comparator.comparing(Claim::vm))
            .toList();
    List<Conflict> conflicts = new ArrayList<>();
    for (int i = 0; i < top.size(); i++) {
      for (Claim to : top.subList(i + 1, top.size())) {
        Conflict conflict = conflict(top.get(i), to, over);
        if (conflict.panes() >= rule.leastPanes()) {
          conflicts.add(conflict);
        }
      }
    }
    return conflicts;
  }

  /** Share of the panes in which both are known, 0-1. */
  public static double completeness(long[] one, long[] other) {
    int known = 0;
    for (int i = 0; i < one.length; i++) {
      known += one[i] != LoadLevels.UNKNOWN && other[i] != LoadLevels.UNKNOWN ? 1 : 0;
    }
    return (double) known / one.length;
  }

  /** How far the sum is above the limit in each pane, millicores; 0 where it is not. */
  private static long[] over(SortedMap<String, long[]> levels, long limit) {
    int panes = levels.values().stream().mapToInt(vm -> vm.length).max().orElse(0);
    long[] over = new long[panes];
    for (long[] vm : levels.values()) {
      for (int i = 0; i < panes; i++) {
        over[i] += Math.max(0, vm[i]);
      }
    }
    for (int i = 0; i < panes; i++) {
      over[i] = Math.max(0, over[i] - limit);
    }
    return over;
  }

  private static Claim claim(String vm, long[] levels, long[] over) {
    long mean = mean(levels);
    long[] excess = new long[levels.length];
    long total = 0;
    for (int i = 0; i < levels.length; i++) {
      excess[i] = over[i] > 0 ? Math.max(0, levels[i] - mean) : 0;
      total += excess[i];
    }
    return new Claim(vm, levels, excess, total);
  }

  private static long mean(long[] levels) {
    long sum = 0;
    long known = 0;
    for (long level : levels) {
      if (level != LoadLevels.UNKNOWN) {
        sum += level;
        known++;
      }
    }
    return known == 0 ? 0 : Rounding.quotient(sum, known);
  }

  private static Conflict conflict(Claim from, Claim to, long[] over) {
    long[] joint = new long[over.length];
    int panes = 0;
    for (int i = 0; i < joint.length; i++) {
      joint[i] = Math.min(over[i], Math.min(from.excess[i], to.excess[i]));
      panes += joint[i] > 0 ? 1 : 0;
    }
    return new Conflict(
        from.vm,
        to.vm,
        BatchMeans.of(joint).times(CORES),
        panes,
        completeness(from.levels, to.levels));
  }
}
