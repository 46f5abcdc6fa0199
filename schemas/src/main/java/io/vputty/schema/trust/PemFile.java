package io.vputty.schema.trust;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys as OpenSSL writes them: blocks of base64 (RFC 7468), with any text between them. */
final class PemFile {

  static final String ALGORITHM = "Ed25519";

  private static final int ID_BYTES = 8;

  private PemFile() {}

  /**
   * The blocks of one kind.
   *
   * @param kind "PRIVATE KEY" or "PUBLIC KEY"
   */
  static List<byte[]> blocks(Path file, String kind) throws KeyFileException {
    Pattern block =
        Pattern.compile(
            "-----BEGIN %1$s-----([A-Za-z0-9+/=\\s]+)-----END %1$s-----".formatted(kind));
    List<byte[]> blocks = new ArrayList<>();
    try {
      Matcher found = block.matcher(Files.readString(file, StandardCharsets.US_ASCII));
      while (found.find()) {
        blocks.add(Base64.getMimeDecoder().decode(found.group(1)));
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new KeyFileException("%s cannot be read: %s".formatted(file, e), e);
    }
    if (blocks.isEmpty()) {
      throw new KeyFileException("%s has no block BEGIN %s".formatted(file, kind));
    }
    return blocks;
  }

  /** The first 8 bytes of the SHA-256 of the key's SubjectPublicKeyInfo, as 16 hex digits. */
  static String id(PublicKey key) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
      return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
