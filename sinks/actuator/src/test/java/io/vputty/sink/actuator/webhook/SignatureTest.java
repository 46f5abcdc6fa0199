package io.vputty.sink.actuator.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class SignatureTest {

  private static final byte[] BODY = "{\"verb\":\"CHECK\"}".getBytes(StandardCharsets.UTF_8);
  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

  private final Signature signature = new Signature("open sesame");

  /** As {@code printf '1700000000.{"verb":"CHECK"}' | openssl dgst -sha256 -hmac 'open sesame'}. */
  @Test
  void isWhatOpensslMakesOfIt() {
    assertThat(signature.of(1_700_000_000, BODY))
        .isEqualTo("v1=2eec106d7db19ec092cfe397552552c8aea1844f25cb3bbc0dec1486044f5934");
  }

  @Test
  void provesOnlyWhatWasSigned() {
    String good = signature.of(1_700_000_000, BODY);
    assertThat(signature.proves(good, "1700000000", BODY, NOW)).isTrue();
    assertThat(signature.proves(good, "1700000001", BODY, NOW)).as("time").isFalse();
    assertThat(signature.proves(good, "1700000000", new byte[3], NOW)).as("body").isFalse();
    assertThat(signature.proves("v1=00", "1700000000", BODY, NOW)).as("signature").isFalse();
    assertThat(signature.proves(good, "now", BODY, NOW)).as("no time").isFalse();
    assertThat(signature.proves(good, "1700000000", BODY, NOW.plusSeconds(301))).isFalse();
  }
}
