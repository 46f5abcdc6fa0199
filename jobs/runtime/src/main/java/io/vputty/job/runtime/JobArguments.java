package io.vputty.job.runtime;

import io.vputty.schema.Topics;
import java.time.Duration;
import java.time.format.DateTimeParseException;
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

/**
 * The command line of a job: {@code --bootstrap-servers HOST:PORT [--pane 10s] [--window 60s]
 * [--idle-timeout 30s] [--checkpoint-interval 5s] [--kafka.KEY VALUE ...] [--OPTION VALUE ...]}.
 */
public final class JobArguments {

  private static final String KAFKA = "kafka.";

  private final Map<String, String> arguments = new TreeMap<>();
  private final Set<String> options;

  /**
   * Reads arguments.
   *
   * @param options names of the options that the job itself knows
   * @throws IllegalArgumentException if an argument is unknown or has no value
   */
  public JobArguments(String[] args, Set<String> options) {
    this.options = options;
    for (int i = 0; i < args.length; i += 2) {
      if (!args[i].startsWith("--") || i + 1 == args.length) {
        throw new IllegalArgumentException("expected --NAME VALUE at '%s'".formatted(args[i]));
      }
      String name = args[i].substring(2);
      if (!known(name)) {
        throw new IllegalArgumentException(
            "unknown argument --%s; known are --bootstrap-servers, --pane, --window, --idle-timeout, --checkpoint-interval, --kafka.KEY, and %s"
                .formatted(name, options));
      }
      arguments.put(name, args[i + 1]);
    }
  }

  /** The settings they make; asks the broker for the partitions of the topics. */
  public JobSettings settings() {
    Map<String, String> kafka = new HashMap<>();
    kafka.put("bootstrap.servers", required("bootstrap-servers"));
    Map<String, String> own = new HashMap<>();
    arguments.forEach(
        (name, value) -> {
          if (name.startsWith(KAFKA)) {
            kafka.put(name.substring(KAFKA.length()), value);
          } else if (options.contains(name)) {
            own.put(name, value);
          }
        });
    return new JobSettings(
        kafka,
        partitions(kafka),
        duration("pane", JobSettings.DEFAULT_PANE),
        duration("window", JobSettings.DEFAULT_WINDOW),
        duration("idle-timeout", JobSettings.DEFAULT_IDLE_TIMEOUT),
        duration("checkpoint-interval", JobSettings.DEFAULT_CHECKPOINT_INTERVAL),
        own);
  }

  /** Partitions of every topic of the contract that exists on the broker. */
  public static Map<String, Integer> partitions(Map<String, String> kafka) {
    List<String> names = Topics.all().stream().map(topic -> topic.name()).toList();
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
        || Set.of("bootstrap-servers", "pane", "window", "idle-timeout", "checkpoint-interval")
            .contains(name);
  }
}
