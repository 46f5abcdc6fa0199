package io.vputty.collector.pagehash.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vputty.collector.pagehash.MadeProcess;
import io.vputty.schema.HashGaps;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PageHasherTest {

  private static final Duration WEEK = Duration.ofDays(7);
  private static final Instant MONDAY = Instant.parse("2026-11-23T00:00:00Z");

  private final TrustDomain domain = domain("shop", "0123456789abcdef");
  private final PageHasher hasher = hasher(domain, MONDAY);

  @Test
  void equalPagesHaveEqualHashesWhereverTheyAre() {
    byte[] pages = new byte[3 * MadeProcess.PAGE];
    System.arraycopy(MadeProcess.page(1), 0, pages, 0, MadeProcess.PAGE);
    System.arraycopy(MadeProcess.page(1), 0, pages, MadeProcess.PAGE, MadeProcess.PAGE);
    long[] hashes = new long[5];

    hasher.hash(pages, 3, hashes, 2);

    assertThat(hashes).startsWith(0, 0);
    assertThat(hashes[2]).isEqualTo(hashes[3]).isEqualTo(hash(hasher, 1));
    assertThat(hashes[4]).isEqualTo(hasher.zero());
  }

  @Test
  void sameSecretAndTimeGiveTheSameHashesOnEveryHost() {
    PageHasher elsewhere = hasher(domain("shop", "0123456789abcdef"), MONDAY.plusSeconds(60));

    assertThat(hash(elsewhere, 1)).isEqualTo(hash(hasher, 1));
  }

  @Test
  void anotherSecretDomainOrEpochHasNoHashInCommon() {
    Set<Long> hashes = new HashSet<>();
    hashes.add(hash(hasher, 1));
    hashes.add(hash(hasher(domain("shop", "0123456789abcdeF"), MONDAY), 1));
    hashes.add(hash(hasher(domain("bank", "0123456789abcdef"), MONDAY), 1));
    hashes.add(hash(hasher(domain, MONDAY.plus(WEEK)), 1));

    assertThat(hashes).hasSize(4);
  }

  @Test
  void keysAreToldApartWithoutTellingTheSecret() {
    PageKey key = domain.keyAt(MONDAY, WEEK);

    assertThat(key.toString()).doesNotContain("0123456789abcdef").contains("shop");
    assertThat(domain("shop", "0123456789abcdeF").keyAt(MONDAY, WEEK).keyId())
        .isNotEqualTo(key.keyId());
    assertThat(domain.keyAt(MONDAY.plus(WEEK), WEEK).epoch()).isEqualTo(key.epoch() + 1);
  }

  @Test
  void hashesAreSpreadEvenly() {
    int pages = 4000;
    long ones = 0;
    int low = 0;
    for (int seed = 1; seed <= pages; seed++) {
      long hash = hash(hasher, seed);
      ones += Long.bitCount(hash);
      low += hash >>> 62 == 0 ? 1 : 0;
    }

    assertThat(ones / ((double) HashGaps.BITS * pages)).isCloseTo(0.5, within(0.006)); // 5 sigma
    assertThat((double) low / pages).isCloseTo(0.25, within(0.034)); // 5 sigma
  }

  @Test
  void refusesAKeyOfAnotherDomain() {
    PageKey key = domain("bank", "0123456789abcdef").keyAt(MONDAY, WEEK);

    assertThatThrownBy(() -> domain.hasher(key)).isInstanceOf(IllegalArgumentException.class);
  }

  private static long hash(PageHasher hasher, long seed) {
    long[] hash = new long[1];
    hasher.hash(MadeProcess.page(seed), 1, hash, 0);
    return hash[0];
  }

  private static PageHasher hasher(TrustDomain domain, Instant time) {
    return domain.hasher(domain.keyAt(time, WEEK));
  }

  private static TrustDomain domain(String name, String secret) {
    return new TrustDomain(name, secret.getBytes(StandardCharsets.UTF_8));
  }
}
