package io.vputty.model.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ContentionTest {

  private static final int PANES = 24;
  private static final long LIMIT = 6_400;

  private final Contention contention = new Contention(new ContentionRule(0.8, 3, 6));
  private final SortedMap<String, long[]> levels = new TreeMap<>();

  /**
   * Both use 1 core, and 5 in panes 0-5: a mean of 2, an excess of 3. The host's sum is then 10,
   * 3.6 above the limit. min(3, 3, 3.6) in 6 of 24 panes is 0.75.
   */
  @Test
  void whoPeakTogetherOnAnOverloadedHostConflict() {
    levels.put("a", peaks(1_000, 5_000, 0, 6));
    levels.put("b", peaks(1_000, 5_000, 0, 6));

    Conflict conflict = only(contention.conflicts(levels, LIMIT));

    assertThat(conflict.from()).isEqualTo("a");
    assertThat(conflict.to()).isEqualTo("b");
    assertThat(conflict.cores().value()).isCloseTo(0.75, within(1e-12));
    assertThat(conflict.cores().low()).isBetween(0.0, 0.75);
    assertThat(conflict.cores().high()).isGreaterThan(0.75);
    assertThat(conflict.panes()).isEqualTo(6);
    assertThat(conflict.completeness()).isEqualTo(1);
  }

  @Test
  void noPairIsWorthMoreThanTheHostsExcess() {
    levels.put("a", peaks(1_000, 5_000, 0, 6));
    levels.put("b", peaks(1_000, 5_000, 0, 6));

    assertThat(only(contention.conflicts(levels, 9_800)).cores().value())
        .as("0.2 cores above the limit in 6 of 24 panes")
        .isCloseTo(0.05, within(1e-12));
  }

  @Test
  void whoPeakAtDifferentTimesDoNot() {
    levels.put("a", peaks(1_000, 5_000, 0, 6));
    levels.put("b", peaks(1_000, 5_000, 6, 6));
    levels.put("steady", peaks(2_000, 2_000, 0, 0));

    assertThat(contention.conflicts(levels, LIMIT)).as("contended, but by no pair").isEmpty();
  }

  @Test
  void thereIsNoneWhereTheHostBearsIt() {
    levels.put("a", peaks(1_000, 5_000, 0, 6));
    levels.put("b", peaks(1_000, 5_000, 0, 6));

    assertThat(contention.conflicts(levels, 10_000)).isEmpty();
  }

  @Test
  void tooFewContendedPanesAreNotTold() {
    levels.put("a", peaks(1_000, 5_000, 0, 5));
    levels.put("b", peaks(1_000, 5_000, 0, 5));

    assertThat(contention.conflicts(levels, LIMIT)).isEmpty();
  }

  /** As above, but b is unknown in two of six contended panes: those are not claimed. */
  @Test
  void whatIsNotKnownIsNotClaimed() {
    levels.put("a", peaks(1_000, 5_000, 0, 8));
    levels.put("b", peaks(1_000, 5_000, 0, 8));
    Arrays.fill(levels.get("b"), 0, 2, LoadLevels.UNKNOWN);

    Conflict conflict = only(contention.conflicts(levels, LIMIT));

    assertThat(conflict.panes()).isEqualTo(6);
    assertThat(conflict.completeness()).isCloseTo(22 / 24.0, within(1e-12));
    double excess = 5 - 2.333; // a: (8 * 5 + 16 * 1) / 24, b: (6 * 5 + 16 * 1) / 22 is less
    assertThat(conflict.cores().value()).isCloseTo(excess * 6 / 24, within(1e-12));
  }

  @Test
  void onlyTheVmsThatPeakTheMostArePaired() {
    levels.put("a", peaks(0, 2_000, 0, 6));
    levels.put("b", peaks(0, 3_000, 0, 6));
    levels.put("c", peaks(0, 3_000, 0, 6));
    levels.put("d", peaks(0, 4_000, 0, 6));

    assertThat(contention.conflicts(levels, LIMIT))
        .extracting(conflict -> conflict.from() + conflict.to())
        .containsExactly("bc", "bd", "cd");
  }

  @Test
  void followsItsFormula() {
    Random random = new Random(3);
    for (int round = 0; round < 200; round++) {
      levels.clear();
      for (String vm : List.of("a", "b", "c")) {
        levels.put(
            vm,
            random
                .longs(PANES, 0, 5_000)
                .map(l -> random.nextInt(9) == 0 ? LoadLevels.UNKNOWN : l)
                .toArray());
      }
      for (Conflict conflict : contention.conflicts(levels, LIMIT)) {
        assertThat(conflict.cores().value())
            .isCloseTo(weight(conflict.from(), conflict.to()), within(0.001));
      }
    }
  }

  /** The formula in doubles, as it is written. */
  private double weight(String from, String to) {
    double sum = 0;
    for (int i = 0; i < PANES; i++) {
      double all = 0;
      for (long[] vm : levels.values()) {
        all += Math.max(0, vm[i]);
      }
      double joint = Math.min(all - LIMIT, Math.min(excess(from, i), excess(to, i)));
      sum += Math.max(0, joint);
    }
    return sum / PANES / 1_000;
  }

  private double excess(String vm, int pane) {
    long[] own = levels.getOrDefault(vm, new long[0]);
    double mean = Arrays.stream(own).filter(l -> l >= 0).average().orElse(0);
    return own[pane] < 0 ? 0 : own[pane] - mean;
  }

  private static Conflict only(List<Conflict> conflicts) {
    assertThat(conflicts).hasSize(1);
    return conflicts.get(0);
  }

  private static long[] peaks(long low, long high, int from, int count) {
    long[] series = new long[PANES];
    Arrays.fill(series, low);
    Arrays.fill(series, from, from + count, high);
    return series;
  }
}
