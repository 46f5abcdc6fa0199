package io.vputty.model.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PageIndexTest {

  private static final long[] NONE = {};

  private record Pair(long one, long other, long group) {}

  private record Held(long vm, long group) {}

  @Test
  void namesBecomeTheSameNumbersForEver() {
    assertThat(ShareKeys.vm("6f9619ff-8b86-d011-b42d-00c04fc964ff"))
        .isEqualTo(ShareKeys.vm("6f9619ff-8b86-d011-b42d-00c04fc964ff"))
        .isNotEqualTo(ShareKeys.vm("6f9619ff-8b86-d011-b42d-00c04fc964fe"));
    assertThat(ShareKeys.group("a", "k", 1))
        .isNotEqualTo(ShareKeys.group("a", "k", 2))
        .isNotEqualTo(ShareKeys.group("ak", "", 1))
        .isNotEqualTo(ShareKeys.group("b", "k", 1));
    assertThat(ShareKeys.group("a", "k", 1) % ShareKeys.BUCKETS).isZero();
  }

  @Test
  void refusesALimitUnderWhichNothingIsPaired() {
    assertThatThrownBy(() -> new PageIndex(1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 60)
  void countsWhatAComparisonOfAllSamplesCounts(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 6) int maxHolders) {
    Random random = new Random(seed);
    PageIndex index = new PageIndex(maxHolders);
    Map<Held, long[]> samples = new HashMap<>();
    for (int step = 0; step < 200; step++) {
      Held held = new Held(1 + random.nextInt(12), ShareKeys.group("t", "k", random.nextInt(2)));
      long[] after = random.nextInt(5) == 0 ? NONE : sample(random);
      index.replace(held.vm, held.group, samples.getOrDefault(held, NONE), after);
      samples.put(held, after);
      if (random.nextInt(10) == 0) {
        index.settle();
      }
    }
    index.settle();

    Map<Pair, Integer> counted = new HashMap<>();
    index.forEachPair((one, other, group, n) -> counted.put(new Pair(one, other, group), n));
    assertThat(counted).isEqualTo(compared(samples, maxHolders));
  }

  private static long[] sample(Random random) {
    return random
        .longs(random.nextInt(12), -10, 10)
        .distinct()
        .boxed()
        .sorted(Long::compareUnsigned)
        .mapToLong(hash -> hash)
        .toArray();
  }

  private static Map<Pair, Integer> compared(Map<Held, long[]> samples, int maxHolders) {
    Map<Pair, Integer> counts = new HashMap<>();
    for (long group : samples.keySet().stream().mapToLong(Held::group).distinct().toArray()) {
      Map<Long, List<Long>> holders = new TreeMap<>();
      for (long hash = -10; hash < 10; hash++) {
        long wanted = hash;
        holders.put(
            hash,
            samples.entrySet().stream()
                .filter(entry -> entry.getKey().group == group)
                .filter(entry -> Arrays.stream(entry.getValue()).anyMatch(h -> h == wanted))
                .map(entry -> entry.getKey().vm)
                .sorted()
                .toList());
      }
      holders.values().stream()
          .filter(vms -> vms.size() <= maxHolders)
          .forEach(vms -> pair(vms, group, counts));
    }
    return counts;
  }

  private static void pair(List<Long> vms, long group, Map<Pair, Integer> counts) {
    for (int i = 0; i < vms.size(); i++) {
      for (int j = i + 1; j < vms.size(); j++) {
        counts.merge(new Pair(vms.get(i), vms.get(j), group), 1, Integer::sum);
      }
    }
  }
}
