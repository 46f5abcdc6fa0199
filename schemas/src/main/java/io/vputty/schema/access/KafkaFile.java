package io.vputty.schema.access;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/**
 * Settings of Kafka's clients, as a properties file like those of Kafka's own tools: TLS, SASL,
 * whatever else. Secrets need not be in it: a value, or part of one, may be <code>
 * ${dir:FOLDER:FILE}</code>, the content of a file, or <code>${file:FILE:KEY}</code>, a key of
 * another properties file. Kafka's clients read them where they run, so that a secret is in no
 * argument, no log, and no job's graph.
 */
public final class KafkaFile {

  private static final String PROVIDERS = "config.providers";

  private KafkaFile() {}

  /**
   * The settings of a file.
   *
   * @throws IOException if it cannot be read, saying so in one line
   */
  public static Map<String, String> read(Path file) throws IOException {
    Properties read = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      read.load(reader);
    } catch (IOException | IllegalArgumentException e) { // the latter of a malformed escape
      throw new IOException("Kafka's settings cannot be read: " + e, e);
    }
    Map<String, String> settings = new LinkedHashMap<>();
    read.stringPropertyNames().forEach(key -> settings.put(key, read.getProperty(key).strip()));
    return resolvable(settings);
  }

  /** The settings with what Kafka's clients need to know to find secrets in files. */
  public static Map<String, String> resolvable(Map<String, String> settings) {
    Map<String, String> whole = new LinkedHashMap<>(settings);
    if (settings.values().stream().anyMatch(value -> value.matches(".*\\$\\{(file|dir):.*"))) {
      whole.putIfAbsent(PROVIDERS, "file,dir");
      whole.putIfAbsent(PROVIDERS + ".file.class", FileConfigProvider.class.getName());
      whole.putIfAbsent(PROVIDERS + ".dir.class", DirectoryConfigProvider.class.getName());
    }
    return whole;
  }
}
