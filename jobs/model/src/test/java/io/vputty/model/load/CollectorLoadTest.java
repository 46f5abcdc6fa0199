package io.vputty.model.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CollectorLoadTest {

  private static final long PANE = 10_000;

  @Test
  void isTheMeanOverTheTimeThatIsKnown() {
    CollectorLoad load = load("a");
    load.add(new LoadLevels(1_000, 50, -1), 2_000);
    load.add(new LoadLevels(2_000, -1, -1), 6_000);

    assertThat(CollectorLoad.settle(List.of(load), PANE))
        .as("1.75 cores over 8 s; disk is known for 2 s only")
        .isEqualTo(new LoadLevels(1_750, -1, -1));
  }

  @Test
  void theFirstByNameThatKnowsAQuantityTellsItAndNoneIsAdded() {
    CollectorLoad blkio = load("blkio/h1");
    blkio.add(new LoadLevels(1_000, 70, -1), PANE);
    CollectorLoad sflow = load("sflow/c1");
    sflow.add(new LoadLevels(1_100, 90, 30), PANE);

    LoadLevels expected = new LoadLevels(1_000, 70, 30);
    assertThat(CollectorLoad.settle(List.of(blkio, sflow), PANE)).isEqualTo(expected);
    assertThat(CollectorLoad.settle(List.of(sflow, blkio), PANE)).isEqualTo(expected);
  }

  @Test
  void oneThatKnowsLessThanHalfThePaneLeavesItToTheNext() {
    CollectorLoad first = load("a");
    first.add(new LoadLevels(9_000, 0, 0), PANE / 2 - 1);
    CollectorLoad second = load("b");
    second.add(new LoadLevels(1_000, 0, 0), PANE / 2);

    assertThat(CollectorLoad.settle(List.of(first, second), PANE).millicores()).isEqualTo(1_000);
  }

  @Test
  void whatNobodyToldIsUnknown() {
    assertThat(CollectorLoad.settle(List.of(), PANE)).isEqualTo(LoadLevels.NONE);
  }

  private static CollectorLoad load(String collector) {
    CollectorLoad load = new CollectorLoad();
    load.collector = collector;
    return load;
  }
}
