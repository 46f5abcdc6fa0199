package io.vputty.sink.console.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A salted hash of a password: PBKDF2 with HMAC-SHA-256 and 600,000 rounds (OWASP's figure of
 * 2023), written {@code pbkdf2:ROUNDS:SALT:HASH} in Base64.
 */
public record PasswordHash(int rounds, byte[] salt, byte[] hash) {
  private static final int ROUNDS = 600_000;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BITS = 256;
  private static final String SHAPE = "a password hash is pbkdf2:ROUNDS:SALT:HASH";

  public PasswordHash {
    if (rounds < 1) {
      throw new IllegalArgumentException("rounds (" + rounds + ") must be positive");
    }
    if (salt.length == 0 || hash.length != HASH_BITS / Byte.SIZE) {
      throw new IllegalArgumentException("its salt is empty, or its hash has not 32 bytes");
    }
  }

  /** Hashes a password under a fresh salt. */
  public static PasswordHash of(char[] password) {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    return new PasswordHash(ROUNDS, salt, derive(password, salt, ROUNDS));
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static PasswordHash parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 4 || !parts[0].equals("pbkdf2")) {
      throw new IllegalArgumentException(SHAPE);
    }
    Base64.Decoder decoder = Base64.getDecoder();
    try {
      return new PasswordHash(
          Integer.parseInt(parts[1]), decoder.decode(parts[2]), decoder.decode(parts[3]));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(SHAPE + ": " + e.getMessage(), e);
    }
  }

  /** One word for a file. */
  public String text() {
    Base64.Encoder encoder = Base64.getEncoder();
    return "pbkdf2:%d:%s:%s"
        .formatted(rounds, encoder.encodeToString(salt), encoder.encodeToString(hash));
  }

  /** Whether a password is the one that was hashed; takes as long either way. */
  public boolean matches(char[] password) {
    return MessageDigest.isEqual(hash, derive(password, salt, rounds));
  }

  private static byte[] derive(char[] password, byte[] salt, int rounds) {
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
          .generateSecret(new PBEKeySpec(password, salt, rounds, HASH_BITS))
          .getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no PBKDF2", e);
    }
  }
}
