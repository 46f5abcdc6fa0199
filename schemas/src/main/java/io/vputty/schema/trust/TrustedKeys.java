package io.vputty.schema.trust;

import io.vputty.schema.RecordHeaders;
import io.vputty.schema.TopicRecord;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Public Ed25519 keys of those whose records count. */
public final class TrustedKeys {

  /** Everybody's records count, signed or not. */
  public static final TrustedKeys ANYONE = new TrustedKeys(Map.of());

  private final Map<String, PublicKey> keys;

  private TrustedKeys(Map<String, PublicKey> keys) {
    this.keys = keys;
  }

  /**
   * Reads keys as {@code openssl pkey -in FILE -pubout} writes them, any number in each file;
   * {@link #ANYONE} if there is no file.
   */
  public static TrustedKeys read(List<Path> files) throws KeyFileException {
    if (files.isEmpty()) {
      return ANYONE;
    }
    Map<String, PublicKey> keys = new TreeMap<>();
    for (Path file : files) {
      for (byte[] encoded : PemFile.blocks(file, "PUBLIC KEY")) {
        PublicKey key = key(file, encoded);
        keys.put(PemFile.id(key), key);
      }
    }
    return new TrustedKeys(keys);
  }

  private static PublicKey key(Path file, byte[] encoded) throws KeyFileException {
    try {
      return KeyFactory.getInstance(PemFile.ALGORITHM)
          .generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new KeyFileException("%s has a key that is not Ed25519".formatted(file), e);
    }
  }

  /** Whether anybody is left out. */
  public boolean selective() {
    return !keys.isEmpty();
  }

  /** Ids of the keys, as records name them; none where everybody is trusted. */
  public Set<String> ids() {
    return new TreeSet<>(keys.keySet());
  }

  /** Whether a record counts, as it stands in its topic. */
  public Trust judge(TopicRecord.Wire wire) {
    if (!selective()) {
      return Trust.TRUSTED;
    }
    String signature = wire.headers().get(RecordHeaders.SIGNATURE);
    if (signature == null) {
      return Trust.UNSIGNED;
    }
    PublicKey key = keys.get(wire.headers().getOrDefault(RecordHeaders.KEY_ID, ""));
    if (key == null) {
      return Trust.UNKNOWN_KEY;
    }
    return fits(key, wire.value(), signature) ? Trust.TRUSTED : Trust.ALTERED;
  }

  private static boolean fits(PublicKey key, byte[] value, String text) {
    try {
      Signature signature = Signature.getInstance(PemFile.ALGORITHM);
      signature.initVerify(key);
      signature.update(value);
      return signature.verify(Base64.getDecoder().decode(text));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }
}
