package io.vputty.app.broker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Keys and certificates that are made for one test, by the JDK's keytool. */
final class TestCertificates {

  private final Path directory;
  private final Path password;

  /**
   * Certificates in a folder.
   *
   * @param password file with the password of all key stores
   */
  TestCertificates(Path directory, Path password) {
    this.directory = directory;
    this.password = password;
  }

  /** A key store with a new key and a certificate of it, signed by itself. */
  Path keyStore(String commonName) throws IOException, InterruptedException {
    Path store = directory.resolve(commonName + ".p12");
    keytool(
        store,
        "-genkeypair -keyalg EC -groupname secp256r1 -validity 2 -dname CN=%s -ext %s"
            .formatted(commonName, "SAN=ip:127.0.0.1,dns:localhost"));
    return store;
  }

  /** The certificate of a key store, as PEM. */
  Path certificate(Path store) throws IOException, InterruptedException {
    Path file = store.resolveSibling(store.getFileName() + ".pem");
    keytool(store, "-exportcert -rfc -file " + file);
    return file;
  }

  private void keytool(Path store, String words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(words.split(" ")));
    command.addAll(List.of("-alias", "key", "-storetype", "PKCS12"));
    command.addAll(List.of("-keystore", store.toString()));
    command.addAll(List.of("-storepass:file", password.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0 || !Files.exists(store)) {
      throw new IOException(String.join(" ", command) + " said:\n" + said);
    }
  }
}
