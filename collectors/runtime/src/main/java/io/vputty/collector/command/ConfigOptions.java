package io.vputty.collector.command;

import io.vputty.collector.config.ConfigException;
import io.vputty.collector.config.ConfigLoader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which a collector gets its configuration. */
public final class ConfigOptions {

  @Option(names = "--config", paramLabel = "FILE", description = "Settings as YAML.")
  private @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One setting, such as bootstrap=kafka:9092; may be given several times.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      defaultValue = "${VPUTTY_KAFKA_CONFIG}",
      description =
          "Settings of Kafka's clients as a properties file, for TLS and SASL. Default:"
              + " $VPUTTY_KAFKA_CONFIG, else none.")
  private @Nullable Path kafkaConfig;

  @Option(names = "--check-config", description = "Print the settings in force as YAML and exit.")
  private boolean checkConfig;

  /**
   * The configuration from Kafka's file, then the file, then the environment, then flags.
   *
   * @param prefix of variables in the environment: "VPUTTY_SFLOW"
   */
  public <C extends Record> C load(C defaults, String prefix) throws ConfigException {
    ConfigLoader<C> loader = new ConfigLoader<>(defaults, prefix);
    if (kafkaConfig != null && !kafkaConfig.toString().isBlank()) {
      loader.kafkaFile(kafkaConfig);
    }
    if (file != null) {
      loader.file(file);
    }
    return loader.environment(System.getenv()).flags(settings).load();
  }

  /** Whether the settings are asked for, and nothing else. */
  public boolean isCheck() {
    return checkConfig;
  }
}
