package io.vputty.job.runtime;

import io.vputty.schema.Topic;
import io.vputty.schema.access.KafkaFile;
import io.vputty.schema.access.Role;
import io.vputty.schema.access.Roles;
import io.vputty.schema.access.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * The command line of a job: {@code --bootstrap-servers HOST:PORT [--kafka-config FILE]
 * [--kafka.KEY VALUE ...] [--pane 10s] [--window 60s] [--idle-timeout 30s] [--checkpoint-interval
 * 5s] [--output-version v2] [--start-from 2026-11-30T00:00:00Z] [--OPTION VALUE ...]}. The file is
 * read where the job is submitted; a secret is read from its own file where the job runs, see
 * {@link KafkaFile}.
 */
public final class JobArguments {

  private static final String KAFKA = "kafka.";
  private static final String KAFKA_CONFIG = "kafka-config";
  private static final String SERVERS = "bootstrap.servers";

  private final Map<String, String> arguments = new TreeMap<>();
  private final Role role;
  private final Set<String> options;

  /**
   * Reads arguments.
   *
   * @param role what the job does on Kafka
   * @param options names of the options that the job itself knows
   * @throws IllegalArgumentException if an argument is unknown or has no value
   */
  public JobArguments(String[] args, Role role, Set<String> options) {
    this.role = role;
    this.options = options;
    for (int i = 0; i < args.length; i += 2) {
      if (!args[i].startsWith("--") || i + 1 == args.length) {
        throw new IllegalArgumentException("expected --NAME VALUE at '%s'".formatted(args[i]));
      }
      String name = args[i].substring(2);
      if (!known(name)) {
        throw new IllegalArgumentException(
            "unknown argument --%s; known are --bootstrap-servers, --kafka-config, --pane, --window, --idle-timeout, --checkpoint-interval, --output-version, --start-from, --kafka.KEY, and %s"
                .formatted(name, options));
      }
      arguments.put(name, args[i + 1]);
    }
  }

  /** The settings they make; asks the broker for the partitions of the topics. */
  public JobSettings settings() {
    Map<String, String> kafka = kafka();
    Map<String, String> own = new HashMap<>(arguments);
    own.keySet().removeIf(name -> !options.contains(name) && !JobSettings.SHARED.contains(name));
    return new JobSettings(
        kafka,
        partitions(kafka, topics(own.get(JobSettings.OUTPUT_VERSION))),
        duration("pane", JobSettings.DEFAULT_PANE),
        duration("window", JobSettings.DEFAULT_WINDOW),
        duration("idle-timeout", JobSettings.DEFAULT_IDLE_TIMEOUT),
        duration("checkpoint-interval", JobSettings.DEFAULT_CHECKPOINT_INTERVAL),
        own);
  }

  /** What the job reads, and what it writes as it will. */
  private List<Topic> topics(@Nullable String outputVersion) {
    return role.sees().stream()
        .map(
            topic ->
                outputVersion != null && role.writes().contains(topic) && Roles.ofJobs(topic)
                    ? topic.inVersion(outputVersion)
                    : topic)
        .toList();
  }

  private Map<String, String> kafka() {
    Map<String, String> kafka = new HashMap<>();
    String file = arguments.get(KAFKA_CONFIG);
    if (file != null) {
      try {
        kafka.putAll(KafkaFile.read(Path.of(file)));
      } catch (IOException e) {
        throw new IllegalArgumentException("--kafka-config: " + e.getMessage(), e);
      }
    }
    arguments.forEach(
        (name, value) -> {
          if (name.startsWith(KAFKA)) {
            kafka.put(name.substring(KAFKA.length()), value);
          }
        });
    kafka.forEach(JobArguments::requireNoSecret);
    if (arguments.containsKey("bootstrap-servers") || !kafka.containsKey(SERVERS)) {
      kafka.put(SERVERS, required("bootstrap-servers"));
    }
    return KafkaFile.resolvable(kafka);
  }

  /** Flink keeps a job's settings with its graph, and logs how it was submitted. */
  private static void requireNoSecret(String key, String value) {
    if (Secrets.plain(key, value)) {
      throw new IllegalArgumentException(
          "%s must not hold a secret itself, for Flink keeps it with the job: put that into a file"
                  .formatted(key)
              + " on every TaskManager and write ${dir:FOLDER:FILE} or ${file:FILE:KEY} for it");
    }
  }

  /** Partitions of topics, by name; those that Kafka does not have are an error. */
  public static Map<String, Integer> partitions(
      Map<String, String> kafka, Collection<Topic> topics) {
    List<String> names = topics.stream().map(Topic::name).toList();
    try (Admin admin = Admin.create(new HashMap<>(kafka))) {
      Map<String, Integer> partitions = new TreeMap<>();
      for (TopicDescription topic : admin.describeTopics(names).allTopicNames().get().values()) {
        partitions.put(topic.name(), topic.partitions().size());
      }
      return partitions;
    } catch (ExecutionException e) {
      throw new KafkaException(
          "topics cannot be described (`vputty topics create` makes them): " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    }
  }

  /** A duration such as "500ms", "10s", "5m", "1h" or ISO-8601. */
  public static Duration duration(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    try {
      return lower.endsWith("ms")
          ? Duration.ofMillis(Long.parseLong(lower.substring(0, lower.length() - 2)))
          : Duration.parse(lower.startsWith("p") ? lower : "PT" + lower);
    } catch (DateTimeParseException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "'%s' is no duration; write 500ms, 10s, 5m or 1h".formatted(text), e);
    }
  }

  private Duration duration(String name, Duration otherwise) {
    String text = arguments.get(name);
    return text == null ? otherwise : duration(text);
  }

  private String required(String name) {
    String value = arguments.get(name);
    if (value == null) {
      throw new IllegalArgumentException("--%s must be given".formatted(name));
    }
    return value;
  }

  private boolean known(String name) {
    return name.startsWith(KAFKA)
        || options.contains(name)
        || JobSettings.SHARED.contains(name)
        || Set.of(
                "bootstrap-servers",
                KAFKA_CONFIG,
                "pane",
                "window",
                "idle-timeout",
                "checkpoint-interval")
            .contains(name);
  }
}
