package io.vputty.collector.pagehash.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * VMs whose owners trust each other, with the secret that their hosts share. Keys follow from the
 * secret and the time, so that all hosts change them at once without a word between them.
 */
public final class TrustDomain {

  /** Shorter secrets are guessed. */
  public static final int SHORTEST_SECRET_BYTES = 16;

  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_ID_BYTES = 8;

  private final String name;
  private final SecretKeySpec secret;
  private final String keyId;

  /**
   * @param secret at least {@value #SHORTEST_SECRET_BYTES} bytes
   */
  public TrustDomain(String name, byte[] secret) {
    if (secret.length < SHORTEST_SECRET_BYTES) {
      throw new IllegalArgumentException(
          "the secret of trust domain '%s' must be longer".formatted(name));
    }
    this.name = name;
    this.secret = new SecretKeySpec(secret, ALGORITHM);
    keyId = HexFormat.of().formatHex(derive("id"), 0, KEY_ID_BYTES);
  }

  /** The key in force at a time. */
  public PageKey keyAt(Instant time, Duration rotation) {
    return new PageKey(name, keyId, Math.floorDiv(time.toEpochMilli(), rotation.toMillis()));
  }

  /** Hashes by a key of this trust domain. */
  public PageHasher hasher(PageKey key) {
    if (!key.trustDomain().equals(name) || !key.keyId().equals(keyId)) {
      throw new IllegalArgumentException(key + " must be of this trust domain and secret");
    }
    return new PageHasher(derive("epoch " + key.epoch()));
  }

  private byte[] derive(String purpose) {
    String text = "vputty.pagehash.v1\n%s\n%s".formatted(name, purpose);
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has " + ALGORITHM, e);
    }
  }
}
