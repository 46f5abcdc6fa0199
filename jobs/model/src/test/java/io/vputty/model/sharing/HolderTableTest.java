package io.vputty.model.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HolderTableTest {

  private static final int LIMIT = 3;
  private static final long HASH = -7;

  private final HolderTable table = new HolderTable();
  private final PairDeltas deltas = new PairDeltas();

  @Test
  void pairsTheHoldersOfOneHashOnly() {
    add(HASH, 1);
    add(HASH, 2);
    add(HASH - 1, 3);

    assertThat(deltas.get(2, 1)).isEqualTo(1);
    assertThat(deltas.get(1, 3)).isZero();
  }

  @Test
  void takesThePairsAwayOfWhatTooManyHoldAndBringsThemBack() {
    for (int vm = 1; vm <= LIMIT; vm++) {
      add(HASH, vm);
    }
    assertThat(deltas.get(1, 3)).isEqualTo(1);

    add(HASH, 4);
    add(HASH, 5);
    assertThat(deltas.get(1, 3)).isZero();
    assertThat(deltas.get(1, 4)).isZero();
    assertThat(deltas.passedLimit).isEqualTo(1);

    remove(HASH, 1);
    assertThat(deltas.get(3, 5)).as("still four").isZero();
    remove(HASH, 2);
    assertThat(deltas.get(3, 5)).isEqualTo(1);
    assertThat(deltas.get(1, 3)).as("left").isZero();
    assertThat(deltas.backUnderLimit).isEqualTo(1);
  }

  @Test
  void whatIsToldTwiceCountsOnce() {
    add(HASH, 1);
    add(HASH, 2);
    add(HASH, 2);
    assertThat(deltas.get(1, 2)).isEqualTo(1);

    remove(HASH, 2);
    remove(HASH, 2);
    assertThat(deltas.get(1, 2)).isZero();
    remove(HASH, 1);
    assertThat(table.isEmpty()).isTrue();
  }

  private void add(long hash, long vm) {
    table.add(hash, vm, LIMIT, deltas);
  }

  private void remove(long hash, long vm) {
    table.remove(hash, vm, LIMIT, deltas);
  }
}
