package io.vputty.schema.trust;

import io.vputty.schema.RecordHeaders;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;

/**
 * Signs records with an Ed25519 key (RFC 8032): the same key and bytes give the same signature. Not
 * thread-safe.
 */
public final class SigningKey {

  private final String id;
  private final Signature signature;

  private SigningKey(String id, Signature signature) {
    this.id = id;
    this.signature = signature;
  }

  /** Reads the private key that {@code openssl genpkey -algorithm ed25519 -out FILE} makes. */
  public static SigningKey read(Path file) throws KeyFileException {
    byte[] encoded = PemFile.blocks(file, "PRIVATE KEY").get(0);
    try {
      PrivateKey key =
          KeyFactory.getInstance(PemFile.ALGORITHM)
              .generatePrivate(new PKCS8EncodedKeySpec(encoded));
      Signature signature = Signature.getInstance(PemFile.ALGORITHM);
      signature.initSign(key);
      return new SigningKey(PemFile.id(publicKey((EdECPrivateKey) key)), signature);
    } catch (GeneralSecurityException e) {
      throw new KeyFileException("%s has no Ed25519 key".formatted(file), e);
    }
  }

  /**
   * The public key of a private one: Java makes pairs from 32 random bytes, which are the private
   * key; here they are that of the file.
   */
  private static PublicKey publicKey(EdECPrivateKey key) throws GeneralSecurityException {
    byte[] seed = key.getBytes().orElseThrow();
    KeyPairGenerator pairs = KeyPairGenerator.getInstance(PemFile.ALGORITHM);
    pairs.initialize(NamedParameterSpec.ED25519, new Given(seed));
    return pairs.generateKeyPair().getPublic();
  }

  /** Id of the key, as its public half has it, too. */
  public String id() {
    return id;
  }

  /** The headers that sign a record. */
  public Map<String, String> sign(byte[] value) {
    try {
      signature.update(value);
      String text = Base64.getEncoder().encodeToString(signature.sign());
      return Map.of(RecordHeaders.KEY_ID, id, RecordHeaders.SIGNATURE, text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("signing failed", e);
    }
  }

  /** No randomness: what was given. */
  private static final class Given extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final byte[] given;

    private Given(byte[] given) {
      this.given = given;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(given, 0, bytes, 0, bytes.length);
    }
  }
}
