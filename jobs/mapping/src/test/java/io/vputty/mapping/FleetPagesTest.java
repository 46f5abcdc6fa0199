package io.vputty.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.model.estimate.PageSample;
import io.vputty.model.sharing.HeldPages;
import io.vputty.model.sharing.ShareKeys;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FleetPagesTest {

  private static final PageSample SAMPLE = new PageSample(0, new long[] {1, 2}, 1);

  @Test
  void whileKeysRotateTheOneThatMostVmsHaveCounts() {
    FleetPages pages =
        new FleetPages(
            Map.of(
                "a", List.of(pages("a", "t", 7), pages("a", "t", 8)),
                "b", List.of(pages("b", "t", 7)),
                "c", List.of(pages("c", "t", 8)),
                "d", List.of(pages("d", "t", 7))));

    assertThat(pages.held()).containsOnlyKeys("a", "b", "d");
    assertThat(pages.held().values())
        .containsOnly(new HeldPages(ShareKeys.group("t", "key", 7), 4096, SAMPLE));
    assertThat(pages.toldMs("c")).isEqualTo(-1);
  }

  @Test
  void ofTwoKeysThatAsManyHaveTheNewerCounts() {
    FleetPages pages =
        new FleetPages(
            Map.of(
                "a", List.of(pages("a", "t", 7), pages("a", "t", 8)),
                "b", List.of(pages("b", "t", 8), pages("b", "t", 7))));

    assertThat(pages.held().values())
        .containsOnly(new HeldPages(ShareKeys.group("t", "key", 8), 4096, SAMPLE));
    assertThat(pages.toldMs("a")).isEqualTo(8);
  }

  @Test
  void eachTrustDomainHasItsOwn() {
    FleetPages pages =
        new FleetPages(
            Map.of("a", List.of(pages("a", "t", 7)), "b", List.of(pages("b", "other", 3))));

    assertThat(pages.held()).containsOnlyKeys("a", "b");
    assertThat(pages.isEmpty()).isFalse();
    assertThat(FleetPages.NONE.isEmpty()).isTrue();
  }

  private static VmPages pages(String vm, String trustDomain, long epoch) {
    return new VmPages(epoch, vm, "h", trustDomain, "key", epoch, 4096, SAMPLE);
  }
}
