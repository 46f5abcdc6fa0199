package io.vputty.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;

/** The first two key pairs of RFC 8032, 7.1, as OpenSSL writes such. */
public enum TestKey {
  ONE(
      "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"),
  TWO(
      "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");

  private static final String PKCS8 = "302e020100300506032b657004220420";
  private static final String SPKI = "302a300506032b6570032100";

  private final String secret;
  private final String open;

  TestKey(String secret, String open) {
    this.secret = secret;
    this.open = open;
  }

  /** A file with the private half. */
  public Path signing(Path directory) throws IOException {
    return write(directory.resolve(name() + ".pem"), "PRIVATE KEY", PKCS8 + secret);
  }

  /** A file with the public half. */
  public Path trusted(Path directory) throws IOException {
    return write(directory.resolve(name() + ".pub"), "PUBLIC KEY", SPKI + open);
  }

  private static Path write(Path file, String kind, String hex) throws IOException {
    String text = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    String pem = "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, text);
    Files.createDirectories(file.toAbsolutePath().getParent());
    return Files.writeString(file, pem, StandardCharsets.US_ASCII);
  }
}
