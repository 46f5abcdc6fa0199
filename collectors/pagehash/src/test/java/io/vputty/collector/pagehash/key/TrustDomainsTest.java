package io.vputty.collector.pagehash.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustDomainsTest {

  private static final String VM = "00000000-0000-4000-8000-00000000000";
  private static final String SECRET = "a secret of sixteen";

  @TempDir private Path folder;

  private TrustDomains domains =
      new TrustDomains("default", SECRET, null, Map.of()); // replaced before each test

  @BeforeEach
  void declares() throws IOException {
    domains = new TrustDomains("default", SECRET, folder, Map.of(VM + 1, "shop", VM + 2, "off"));
    Files.writeString(folder.resolve("shop"), "the secret of the shop\n");
  }

  @Test
  void takesTheDomainThatAVmIsDeclaredIn() throws NoSecretException {
    assertThat(keyOf(VM + 1).trustDomain()).isEqualTo("shop");
    assertThat(keyOf(VM + 3).trustDomain()).isEqualTo("default");
  }

  @Test
  void leavesAloneWhatIsOff() {
    assertThat(domains.mayRead(VM + 2)).isFalse();
    assertThat(domains.mayRead(VM + 1)).isTrue();
  }

  @Test
  void takesAFileThatChangedForANewSecret() throws IOException, NoSecretException {
    PageKey before = keyOf(VM + 1);
    Files.writeString(folder.resolve("shop"), "another secret of the shop");

    assertThat(keyOf(VM + 1).keyId()).isNotEqualTo(before.keyId());
  }

  @Test
  void refusesAShortSecretWithoutTellingIt() throws IOException {
    Files.writeString(folder.resolve("shop"), "too short");

    assertThatThrownBy(domains::check)
        .isInstanceOf(NoSecretException.class)
        .hasMessage("the secret of trust domain 'shop' must have 16 bytes or more, not 9");
  }

  @Test
  void refusesADomainWithoutSecret() throws IOException {
    Files.delete(folder.resolve("shop"));

    assertThatThrownBy(() -> domains.of(VM + 1))
        .isInstanceOf(NoSecretException.class)
        .hasMessageContaining("'shop' cannot be read");
    assertThatThrownBy(() -> new TrustDomains("default", "", null, Map.of()).check())
        .hasMessage("trust domain 'default' has no secret");
  }

  @Test
  void readsNoFileOutsideItsFolder() {
    TrustDomains outside = new TrustDomains("../shop", "", folder.resolve("x"), Map.of());

    assertThatThrownBy(outside::check).hasMessage("trust domain '../shop' has no secret");
  }

  private PageKey keyOf(String vm) throws NoSecretException {
    return domains.of(vm).keyAt(Instant.EPOCH, Duration.ofDays(1));
  }
}
