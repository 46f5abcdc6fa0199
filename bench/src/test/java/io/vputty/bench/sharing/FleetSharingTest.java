package io.vputty.bench.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FleetSharingTest {

  private static final int PAGES = 16_384;
  private static final int HASHES = 1_850;

  @Test
  void findsWhoSharesMemory() {
    FleetSharing sharing = new FleetSharing(new MadeFleet(500, PAGES, HASHES, 17));
    FleetSharing.Work unused = sharing.fill();

    FleetSharing.Recall recall = sharing.recall();

    assertThat(recall.amongEdges()).isGreaterThanOrEqualTo(0.95);
    assertThat(recall.edges()).as("far from all pairs").isLessThan(500 * 499 / 8);
  }

  @Test
  void workGrowsWithTheNumberOfVmsAndNotOfPairs() {
    long few = new FleetSharing(new MadeFleet(250, PAGES, HASHES, 17)).fill().operations() / 250;
    long many = new FleetSharing(new MadeFleet(1000, PAGES, HASHES, 17)).fill().operations() / 1000;

    assertThat((double) many / few).isLessThan(1.5);
  }
}
