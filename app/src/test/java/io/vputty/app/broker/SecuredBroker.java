package io.vputty.app.broker;

import io.vputty.schema.access.KafkaFile;
import io.vputty.schema.access.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AclBinding;

/**
 * A broker as a careful operator runs it: TLS, SCRAM-SHA-512 on one listener and client
 * certificates on another, and Kafka's authorizer, which lets nobody do what no access list allows.
 */
public final class SecuredBroker implements AutoCloseable {

  private static final String ADMIN = "admin";
  private static final int ITERATIONS = 4096;
  private static final String LOGIN =
      "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\""
          + " password=\"%s\";";

  private final Path directory;
  private final Path secrets;
  private final Path certificate;
  private final Path clientKey;
  private final EmbeddedBroker broker;
  private final int mutualPort;

  private SecuredBroker(Path directory, String ofCertificate)
      throws IOException, InterruptedException {
    this.directory = Files.createDirectories(directory);
    this.secrets = Files.createDirectories(directory.resolve("secrets"));
    TestCertificates certificates = new TestCertificates(directory, secret("keystore"));
    Path serverKey = certificates.keyStore("localhost");
    certificate = certificates.certificate(serverKey);
    clientKey = certificates.keyStore(ofCertificate);
    int port = EmbeddedBroker.freePort();
    mutualPort = EmbeddedBroker.freePort();
    Properties properties =
        BrokerProperties.of(EmbeddedBroker.logs(directory), port, EmbeddedBroker.freePort());
    String controller = properties.getProperty("listeners").replaceFirst(".*,", "");
    properties.setProperty("advertised.listeners", listeners(port));
    properties.setProperty("listeners", listeners(port) + "," + controller);
    properties.setProperty("ssl.keystore.location", serverKey.toString());
    properties.setProperty("ssl.keystore.password", read("keystore"));
    properties.setProperty("ssl.truststore.type", "PEM");
    properties.setProperty(
        "ssl.truststore.location",
        both(certificate, certificates.certificate(clientKey)).toString());
    secure(properties, LOGIN.formatted(ADMIN, Files.readString(secret(ADMIN))));
    String first = "SCRAM-SHA-512=[name=%s,password=%s]".formatted(ADMIN, read(ADMIN));
    broker = EmbeddedBroker.start(directory, port, properties, "--add-scram", first);
  }

  /**
   * Starts one.
   *
   * @param ofCertificate whoever comes with a certificate
   */
  public static SecuredBroker start(Path directory, String ofCertificate)
      throws IOException, InterruptedException {
    return new SecuredBroker(directory, ofCertificate);
  }

  private String listeners(int port) {
    return "SECURED://127.0.0.1:%d,MUTUAL://127.0.0.1:%d".formatted(port, mutualPort);
  }

  private static void secure(Properties properties, String login) {
    properties.setProperty(
        "listener.security.protocol.map", "SECURED:SASL_SSL,MUTUAL:SSL,CONTROLLER:PLAINTEXT");
    properties.setProperty("inter.broker.listener.name", "SECURED");
    properties.setProperty("sasl.enabled.mechanisms", "SCRAM-SHA-512");
    properties.setProperty("sasl.mechanism.inter.broker.protocol", "SCRAM-SHA-512");
    properties.setProperty("listener.name.secured.scram-sha-512.sasl.jaas.config", login);
    properties.setProperty("listener.name.mutual.ssl.client.auth", "required");
    properties.setProperty(
        "listener.name.mutual.ssl.principal.mapping.rules", "RULE:^CN=([^,]+).*$/$1/");
    properties.setProperty("authorizer.class.name", RecordingAuthorizer.class.getName());
    // nobody but this process reaches the controller's listener, which asks for no name
    properties.setProperty("super.users", "User:ANONYMOUS;User:" + ADMIN);
  }

  /** Client settings of who may do everything. */
  public Map<String, Object> admin() throws IOException {
    return new HashMap<>(KafkaFile.read(clientFile(ADMIN)));
  }

  /** A user with SCRAM; the file that its process is given. */
  public Path user(String name) throws IOException, ExecutionException, InterruptedException {
    Path file = clientFile(name);
    ScramCredentialInfo kind = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS);
    try (Admin admin = Admin.create(admin())) {
      admin
          .alterUserScramCredentials(
              List.of(new UserScramCredentialUpsertion(name, kind, read(name))))
          .all()
          .get();
    }
    return file;
  }

  /** The file that the process with the certificate is given. */
  public Path ofCertificate() throws IOException {
    return Files.writeString(
        directory.resolve("certificate.properties"),
        """
        bootstrap.servers=127.0.0.1:%d
        security.protocol=SSL
        ssl.truststore.type=PEM
        ssl.truststore.location=%s
        ssl.keystore.type=PKCS12
        ssl.keystore.location=%s
        ssl.keystore.password=${dir:%s:keystore}
        ssl.key.password=${dir:%s:keystore}
        """
            .formatted(mutualPort, certificate, clientKey, secrets, secrets));
  }

  /** Lets a user do all that a role does. */
  public void grant(Role role, String user)
      throws IOException, ExecutionException, InterruptedException {
    List<AclBinding> bindings =
        role.grants().stream().map(grant -> grant.to("User:" + user)).toList();
    try (Admin admin = Admin.create(admin())) {
      admin.createAcls(bindings).all().get();
    }
  }

  /** Every secret that there is. */
  public Collection<String> secrets() throws IOException {
    try (var files = Files.list(secrets)) {
      return files.map(file -> read(file.getFileName().toString())).toList();
    }
  }

  private Path clientFile(String name) throws IOException {
    secret(name);
    return Files.writeString(
        directory.resolve(name + ".properties"),
        """
        bootstrap.servers=%s
        security.protocol=SASL_SSL
        ssl.truststore.type=PEM
        ssl.truststore.location=%s
        sasl.mechanism=SCRAM-SHA-512
        sasl.jaas.config=%s
        """
            .formatted(
                broker.bootstrapServers(),
                certificate,
                LOGIN.formatted(name, "${dir:%s:%s}".formatted(secrets, name))));
  }

  private Path secret(String name) throws IOException {
    Path file = secrets.resolve(name);
    if (!Files.exists(file)) {
      byte[] bytes = new byte[12];
      ThreadLocalRandom.current().nextBytes(bytes);
      Files.writeString(file, HexFormat.of().formatHex(bytes));
    }
    return file;
  }

  private String read(String name) {
    try {
      return Files.readString(secrets.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path both(Path one, Path other) throws IOException {
    return Files.writeString(
        one.resolveSibling("trusted.pem"), Files.readString(one) + Files.readString(other));
  }

  @Override
  public void close() {
    broker.close();
  }
}
