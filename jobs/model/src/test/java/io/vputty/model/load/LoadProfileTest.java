package io.vputty.model.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LoadProfileTest {

  private static final long PANE = 10_000;
  private static final int PANES = 12;

  @Test
  void aPaneThatNobodyToldIsMissingNotZero() {
    LoadProfile profile = new LoadProfile(PANE, 3);
    profile.add(10_000, new LoadLevels(7, 8, 9));
    profile.add(20_000, LoadLevels.NONE);
    profile.add(30_000, new LoadLevels(-1, 0, 4));

    assertThat(profile.cpu.until(30_000)).containsExactly(7, -1, -1);
    assertThat(profile.disk.until(30_000)).containsExactly(8, -1, 0);
    assertThat(profile.network.until(40_000)).containsExactly(-1, 4, -1);
  }

  @Test
  void isSilentWhenTheLastKnownPaneHasLeft() {
    LoadProfile profile = new LoadProfile(PANE, 3);
    profile.add(10_000, new LoadLevels(-1, 8, -1));

    assertThat(profile.isSilentUntil(30_000)).isFalse();
    assertThat(profile.isSilentUntil(40_000)).isTrue();
  }

  @Test
  void aCopyIsItsOwn() {
    PaneRing ring = new PaneRing(PANE, 3);
    ring.put(10_000, 5);
    PaneRing copy = ring.copy();
    ring.put(20_000, 6);

    assertThat(copy.until(20_000)).containsExactly(-1, 5, -1);
  }

  /** Against a map of everything that was ever put, in order, with gaps long and short. */
  @Test
  void remembersWhatBruteForceRemembers() {
    Random random = new Random(11);
    for (int round = 0; round < 300; round++) {
      LoadProfile profile = new LoadProfile(PANE, PANES);
      Map<Long, LoadLevels> all = new TreeMap<>();
      long endMs = PANE * (1 + random.nextInt(1_000));
      for (int step = 0; step < 60; step++) {
        LoadLevels levels = new LoadLevels(level(random), level(random), level(random));
        profile.add(endMs, levels);
        all.put(endMs, levels);
        assertSame(profile, all, endMs);
        endMs += PANE * (random.nextInt(8) == 0 ? 1 + random.nextInt(2 * PANES) : 1);
      }
    }
  }

  private static void assertSame(LoadProfile profile, Map<Long, LoadLevels> all, long endMs) {
    boolean silent = true;
    for (Quantity quantity : Quantity.values()) {
      long[] expected = new long[PANES];
      for (int i = 0; i < PANES; i++) {
        long paneEndMs = endMs - (PANES - 1 - i) * PANE;
        expected[i] = all.getOrDefault(paneEndMs, LoadLevels.NONE).of(quantity);
        silent &= expected[i] == LoadLevels.UNKNOWN;
      }
      assertThat(profile.of(quantity).until(endMs)).isEqualTo(expected);
    }
    assertThat(profile.isSilentUntil(endMs)).isEqualTo(silent);
  }

  private static long level(Random random) {
    return random.nextInt(4) == 0 ? LoadLevels.UNKNOWN : random.nextInt(5_000);
  }
}
