package io.vputty.sink.actuator.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proof that a message comes from who knows the secret: {@code v1=} and the HMAC-SHA256, in hex, of
 * the time in seconds since 1970, a dot, and the body.
 */
final class Signature {

  static final String HEADER = "Vputty-Signature";
  static final String TIMESTAMP = "Vputty-Timestamp";

  /** How far the clocks of both ends may differ, and how long a message that was caught is good. */
  static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final String VERSION = "v1=";
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  Signature(String secret) {
    key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  String of(long timestampSeconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((timestampSeconds + ".").getBytes(StandardCharsets.US_ASCII));
      return VERSION + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform knows " + ALGORITHM, e);
    }
  }

  /** Whether a signature is right and of about now; takes as long for every wrong one. */
  boolean proves(String signature, String timestamp, byte[] body, Instant now) {
    if (!timestamp.matches("\\d{1,12}")) {
      return false;
    }
    long seconds = Long.parseLong(timestamp);
    boolean recent = Math.abs(now.getEpochSecond() - seconds) <= TOLERANCE.toSeconds();
    return recent
        && MessageDigest.isEqual(
            of(seconds, body).getBytes(StandardCharsets.US_ASCII),
            signature.getBytes(StandardCharsets.UTF_8));
  }
}
