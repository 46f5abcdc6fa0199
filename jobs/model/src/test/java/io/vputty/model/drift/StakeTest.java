package io.vputty.model.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Tier;
import io.vputty.model.graph.EdgeKind;
import org.junit.jupiter.api.Test;

class StakeTest {

  private static final Prices PRICES = Prices.defaults();
  private static final double GIB_PER_HOUR = Prices.GIB / 3600;

  @Test
  void moreTrafficBetweenRacksIsWorthItsPriceAndCouldBeSaved() {
    Stake stake = Stake.of(PRICES, EdgeKind.NETWORK, Tier.ZONE, 10 * GIB_PER_HOUR);

    assertThat(stake.worthPerHour()).isCloseTo(0.04, within(1e-12));
    assertThat(stake.movablePerHour()).isCloseTo(0.04, within(1e-12));
  }

  @Test
  void moreTrafficWithinAHostMovesNothing() {
    Stake stake = Stake.of(PRICES, EdgeKind.NETWORK, Tier.HOST, 1e9);

    assertThat(stake.movablePerHour()).isZero();
    assertThat(stake.isRelevant(DriftRules.defaults(), 0)).isFalse();
  }

  @Test
  void lessTrafficWithinAHostFreesBothToPart() {
    Stake stake = Stake.of(PRICES, EdgeKind.NETWORK, Tier.HOST, -10 * GIB_PER_HOUR);

    assertThat(stake.worthPerHour()).isZero();
    assertThat(stake.movablePerHour()).isCloseTo(0.04, within(1e-12));
  }

  @Test
  void volumesHaveTheirOwnPrices() {
    Prices prices = PRICES.with("price.storage.rack", 0.5);

    assertThat(Stake.of(prices, EdgeKind.STORAGE, Tier.RACK, GIB_PER_HOUR).worthPerHour())
        .isCloseTo(0.5, within(1e-12));
  }

  @Test
  void isRelevantIfItCouldPayForAMigrationWithinTheHorizon() {
    Stake stake = Stake.of(PRICES, EdgeKind.NETWORK, Tier.ZONE, GIB_PER_HOUR);
    double paid = 0.004 * 24;

    assertThat(stake.isRelevant(DriftRules.defaults(), paid * 0.99)).isTrue();
    assertThat(stake.isRelevant(DriftRules.defaults(), paid * 1.01)).isFalse();
  }

  @Test
  void withoutAMarginEverythingIsTold() {
    DriftRules all =
        DriftRules.of((name, otherwise) -> name.equals("drift.margin") ? 0 : otherwise);

    assertThat(Stake.NONE.isRelevant(all, 1)).isTrue();
    assertThat(Stake.NONE.isRelevant(DriftRules.defaults(), 0)).isFalse();
  }
}
