package io.vputty.collector.config;

import io.vputty.collector.yaml.Problem;
import io.vputty.collector.yaml.Problems;
import io.vputty.collector.yaml.Suggestion;
import io.vputty.collector.yaml.YamlMapping;
import io.vputty.collector.yaml.YamlScalar;
import io.vputty.schema.access.KafkaFile;
import io.vputty.schema.access.Secrets;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Fills a configuration record: defaults, then a YAML file, then the environment, then flags, the
 * later ones winning. A component {@code receiveBufferBytes} is the key "receive-buffer-bytes" in
 * the file and among the flags, and {@code PREFIX_RECEIVE_BUFFER_BYTES} in the environment. Unknown
 * keys are errors; all errors are reported together.
 *
 * @param <C> the record; a public one, whose compact constructor refuses what makes no sense
 */
public final class ConfigLoader<C extends Record> {

  private static final String KAFKA = "kafka";
  private static final String SERVERS = "bootstrap.servers";

  private final C defaults;
  private final String prefix;
  private final Map<String, RecordComponent> components = new LinkedHashMap<>();
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final Map<String, String> kafka = new LinkedHashMap<>();
  private final List<String> reasons = new ArrayList<>();

  /**
   * @param prefix of its variables in the environment: "VPUTTY_SFLOW"
   */
  public ConfigLoader(C defaults, String prefix) {
    this.defaults = defaults;
    this.prefix = prefix + "_";
    for (RecordComponent component : defaults.getClass().getRecordComponents()) {
      components.put(key(component), component);
      values.put(key(component), read(component, defaults));
    }
  }

  /** Takes the values of a YAML file. */
  public ConfigLoader<C> file(Path file) {
    Problems problems = new Problems(file.toString());
    try {
      YamlMapping.parse(Files.readString(file), problems).ifPresent(this::take);
    } catch (IOException e) {
      reasons.add("%s: cannot be read: %s".formatted(file, e.getMessage()));
    }
    problems.list().stream().map(Problem::toString).forEach(reasons::add);
    return this;
  }

  private void take(YamlMapping file) {
    components.forEach(
        (key, component) -> {
          if (component.getType() == Map.class) {
            Map<String, String> texts = file.texts(key);
            if (!texts.isEmpty()) {
              values.put(key, texts);
            }
          } else if (component.getType() == List.class) {
            if (file.has(key)) {
              values.put(key, file.scalars(key).stream().map(YamlScalar::text).toList());
            }
          } else {
            file.scalar(key)
                .ifPresent(v -> set(key, v.text(), reason -> v.problem(key + ": " + reason)));
          }
        });
    file.finish();
  }

  /**
   * Takes the settings of Kafka's clients from a file of theirs: each holds unless {@code kafka} of
   * another source has it, and so does the address unless {@code bootstrap} is given there.
   */
  public ConfigLoader<C> kafkaFile(Path file) {
    try {
      kafka.putAll(KafkaFile.read(file));
      String address = kafka.get(SERVERS);
      if (address != null) {
        values.put("bootstrap", address);
      }
    } catch (IOException e) {
      reasons.add(String.valueOf(e.getMessage()));
    }
    return this;
  }

  /** Takes the variables of the environment that begin with the prefix. */
  public ConfigLoader<C> environment(Map<String, String> environment) {
    environment.forEach(
        (name, text) -> {
          if (name.startsWith(prefix)) {
            String key = name.substring(prefix.length()).toLowerCase(Locale.ROOT).replace('_', '-');
            set(key, text, name);
          }
        });
    return this;
  }

  /** Takes flags by key, without their dashes. */
  public ConfigLoader<C> flags(Map<String, String> flags) {
    flags.forEach((key, text) -> set(key, text, "--" + key));
    return this;
  }

  private void set(String key, String text, String origin) {
    if (components.containsKey(key)) {
      set(key, text, reason -> reasons.add(origin + ": " + reason));
    } else {
      reasons.add(
          "%s: key '%s' is not known%s"
              .formatted(origin, key, Suggestion.of(key, components.keySet())));
    }
  }

  private void set(String key, String text, Consumer<String> problem) {
    RecordComponent component = components.get(key);
    if (component == null) {
      return;
    }
    boolean size = component.getName().endsWith("Bytes");
    Optional<?> value = ConfigText.parse(text, component.getType(), size);
    if (value.isPresent()) {
      values.put(key, value.get());
    } else {
      String expected = ConfigText.expected(component.getType(), size);
      String given = component.getType() == Map.class ? "it" : "'" + text + "'";
      problem.accept("%s is not %s".formatted(given, expected));
    }
  }

  /**
   * The configuration.
   *
   * @throws ConfigException with everything that was wrong in any source
   */
  public C load() throws ConfigException {
    if (!reasons.isEmpty()) {
      throw new ConfigException(reasons);
    }
    completeKafka();
    @SuppressWarnings("unchecked")
    Class<C> type = (Class<C>) defaults.getClass();
    Class<?>[] types =
        components.values().stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<C> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(values.values().toArray());
    } catch (InvocationTargetException e) {
      throw new ConfigException(List.of(String.valueOf(e.getTargetException().getMessage())));
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type + " must be a public record", e);
    }
  }

  private void completeKafka() {
    if (values.get(KAFKA) instanceof Map<?, ?> given) {
      Map<String, String> whole = new LinkedHashMap<>(kafka);
      given.forEach((key, value) -> whole.put(key.toString(), value.toString()));
      values.put(KAFKA, KafkaFile.resolvable(whole));
    }
  }

  /**
   * Effective values, one "key: value" a line, as a file that would give the same, but for secrets,
   * which are hidden.
   */
  public static String describe(Record config) {
    StringBuilder text = new StringBuilder();
    for (RecordComponent component : config.getClass().getRecordComponents()) {
      String key = key(component);
      String value = ConfigText.write(Secrets.hidden(key, read(component, config)));
      text.append("%s: %s%n".formatted(key, value));
    }
    return text.toString();
  }

  private static String key(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static Object read(RecordComponent component, Record from) {
    try {
      return component.getAccessor().invoke(from);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(from.getClass() + " must be a public record", e);
    }
  }
}
