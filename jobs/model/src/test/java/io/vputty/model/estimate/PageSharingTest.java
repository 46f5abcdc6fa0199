package io.vputty.model.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageSharingTest {

  private static final long ALL = 0;
  private static final long SIXTEENTH = 1L << 60;
  private static final long QUARTER = 1L << 62;

  @Test
  void countsExactlyWhatItKnowsAllOf() {
    PageSample one = new PageSample(ALL, new long[] {1, 5, 9, -3}, 1);
    PageSample other = new PageSample(ALL, new long[] {5, 7, -3, -1}, 1);

    assertThat(PageSharing.intersection(one, other)).isEqualTo(Interval.exactly(2));
    assertThat(PageSharing.containment(one, other).value()).isEqualTo(0.5);
    assertThat(PageSharing.containment(one, other).high()).isEqualTo(0.5);
    assertThat(PageSharing.union(List.of(one, other))).isEqualTo(Interval.exactly(6));
    assertThat(PageSharing.distinct(one)).isEqualTo(Interval.exactly(4));
  }

  @Test
  void comparesBelowTheLowerThreshold() {
    PageSample one = new PageSample(QUARTER, new long[] {1, 2, QUARTER - 1}, 1);
    PageSample other = new PageSample(SIXTEENTH, new long[] {2, 3}, 1);

    assertThat(PageSharing.intersection(one, other).value()).isEqualTo(16);
    assertThat(PageSharing.containment(one, other).value()).isEqualTo(0.5);
    assertThat(PageSharing.union(List.of(one, other)).value()).isEqualTo(3 * 16);
  }

  @Test
  void boundsWhatItHasNotSeen() {
    PageSample one = new PageSample(SIXTEENTH, new long[] {1}, 1);
    PageSample other = new PageSample(SIXTEENTH, new long[] {2}, 1);

    Interval shared = PageSharing.intersection(one, other);

    assertThat(shared.value()).isZero();
    assertThat(shared.high()).isCloseTo(16 * 3.6889, within(0.01));
    assertThat(PageSharing.containment(new PageSample(ALL, new long[0], 1), one))
        .isEqualTo(new Interval(0, 0, 1));
  }

  @Test
  void scalesPartsUpToTheWhole() {
    PageSample one = new PageSample(SIXTEENTH, new long[] {1, 2}, 0.5);
    PageSample other = new PageSample(SIXTEENTH, new long[] {1, 2}, 0.25);

    assertThat(PageSharing.intersection(one, other).value()).isEqualTo(2 * 16 / 0.125);
    assertThat(PageSharing.distinct(one).value()).isEqualTo(2 * 16 / 0.5);
  }

  @Test
  void refusesHashesThatMakeNoSample() {
    assertThatThrownBy(() -> new PageSample(ALL, new long[] {-1, 1}, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PageSample(QUARTER, new long[] {QUARTER}, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PageSample(ALL, new long[0], 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** True contents in common, and by what power of two they are thinned. */
  @ParameterizedTest
  @CsvSource({"16,4", "100,4", "200,4", "480,4", "1000,4", "4000,4", "1000,1", "60,1", "40000,8"})
  void intervalsHoldTheTruthAsOftenAsTheySay(int shared, int bits) {
    int rounds = 4000;
    int held = 0;
    SplittableRandom random = new SplittableRandom(shared);
    for (int round = 0; round < rounds; round++) {
      long[] kept =
          random.longs(shared).filter(hash -> hash >>> (64 - bits) == 0).sorted().toArray();
      PageSample sample = new PageSample(1L << (64 - bits), kept, 1);
      Interval estimate = PageSharing.intersection(sample, sample);
      held += estimate.low() <= shared && shared <= estimate.high() ? 1 : 0;
    }

    // 95% less 3 standard errors of the simulation
    assertThat((double) held / rounds).isGreaterThan(0.94);
  }

  @Property(tries = 200)
  void intersectionContainmentAndUnionAgree(
      @ForAll @IntRange(min = 0, max = 2000) int shared,
      @ForAll @IntRange(min = 0, max = 2000) int alone,
      @ForAll @IntRange(min = 0, max = 5) int bits,
      @ForAll long seed) {
    Random random = new Random(seed);
    long[] both = random.longs(shared).toArray();
    PageSample one = sample(both, random.longs(alone).toArray(), bits);
    PageSample other = sample(both, random.longs(alone / 2).toArray(), bits / 2);

    Interval intersection = PageSharing.intersection(one, other);

    assertThat(intersection).isEqualTo(PageSharing.intersection(other, one));
    assertThat(PageSharing.containment(one, other).value()).isBetween(0.0, 1.0);
    PageSample lowered = sample(both, LongStream.empty().toArray(), bits);
    assertThat(intersection.value()).isEqualTo(PageSharing.distinct(lowered).value());
    assertThat(PageSharing.union(List.of(one, other)).value())
        .isCloseTo(
            PageSharing.distinct(one).value()
                + PageSharing.union(List.of(other, new PageSample(one.threshold(), new long[0], 1)))
                    .value()
                - intersection.value(),
            within(1e-6));
  }

  private static PageSample sample(long[] some, long[] more, int bits) {
    long threshold = bits == 0 ? ALL : 1L << (64 - bits);
    long[] kept =
        LongStream.concat(LongStream.of(some), LongStream.of(more))
            .filter(hash -> bits == 0 || Long.compareUnsigned(hash, threshold) < 0)
            .map(hash -> hash ^ Long.MIN_VALUE)
            .sorted()
            .map(hash -> hash ^ Long.MIN_VALUE)
            .distinct()
            .toArray();
    return new PageSample(threshold, kept, 1);
  }
}
