package io.vputty.app.broker;

import io.vputty.schema.TopicAdmin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/**
 * Gives a test class a fresh broker with the contract's topics: Kafka in a container when Docker
 * answers, else the embedded one.
 */
public final class KafkaExtension implements BeforeAllCallback, AfterAllCallback {
  private static final String IMAGE = "apache/kafka:4.2.0";

  private AutoCloseable broker = () -> {};
  private String bootstrapServers = "";

  /** What clients put into {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Client settings that name the broker. */
  public Map<String, Object> clientSettings() {
    return Map.of("bootstrap.servers", bootstrapServers);
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    if (DockerClientFactory.instance().isDockerAvailable()) {
      startContainer();
    } else {
      startEmbedded();
    }
    ContractTopics.ensure(clientSettings(), TopicAdmin.Sizing.REPLAY);
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    broker.close();
  }

  private void startContainer() {
    KafkaContainer container = new KafkaContainer(IMAGE);
    container.start();
    broker = container;
    bootstrapServers = container.getBootstrapServers();
  }

  private void startEmbedded() throws IOException {
    Path directory = Files.createTempDirectory("vputty-kafka-");
    EmbeddedBroker embedded = EmbeddedBroker.start(directory);
    broker =
        () -> {
          embedded.close();
          delete(directory);
        };
    bootstrapServers = embedded.bootstrapServers();
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
