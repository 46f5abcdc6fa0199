package io.vputty.collector.pagehash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final long MILLISECOND = 1_000_000;

  private final AtomicLong clock = new AtomicLong();
  private final AtomicLong cpu = new AtomicLong();

  @Test
  void takesItsShareOfACore() {
    run(new Pace(clock::get, cpu::get, 5, 0), 100);

    assertThat(cpu.get() / (double) clock.get()).isCloseTo(0.05, within(0.005));
  }

  @Test
  void readsNoMorePagesASecondThanItMay() {
    int pages = run(new Pace(clock::get, cpu::get, 100, 10_000), 100);

    assertThat(pages / (clock.get() / 1e9)).isCloseTo(10_000, within(1_000.0));
  }

  @Test
  void savesUpForATenthOfASecondOnly() {
    Pace pace = new Pace(clock::get, cpu::get, 10, 0);
    run(pace, 1);
    clock.addAndGet(3600_000 * MILLISECOND);
    long before = cpu.get();

    run(pace, 1);

    assertThat(cpu.get() - before).isLessThanOrEqualTo(13 * MILLISECOND);
  }

  /** Ticks each 50 ms; each step takes a millisecond of CPU and reads 512 pages. */
  private int run(Pace pace, int ticks) {
    int all = 0;
    for (int tick = 0; tick < ticks; tick++) {
      int pages = 0;
      while (pace.allowsMore(pages)) {
        cpu.addAndGet(MILLISECOND);
        clock.addAndGet(MILLISECOND);
        pages = 512;
        all += pages;
      }
      pace.spent(0);
      clock.addAndGet(50 * MILLISECOND);
    }
    return all;
  }
}
