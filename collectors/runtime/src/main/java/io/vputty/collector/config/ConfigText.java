package io.vputty.collector.config;

import io.vputty.collector.yaml.Quantity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Values of a configuration as text, and back: words, numbers, yes or no, files, times ("10s"),
 * sizes ("4MiB", for a component whose name ends in "Bytes"), lists ("a,b") and maps ("a=1,b=2").
 */
final class ConfigText {

  private static final Pattern PLAIN = Pattern.compile("[\\w/]([\\w./+@:-]*[\\w./+-])?");

  private ConfigText() {}

  static Optional<?> parse(String text, Class<?> type, boolean size) {
    if (size) {
      return Quantity.bytes(text).stream().boxed().findFirst();
    }
    if (type == int.class) {
      return number(text, Integer.MAX_VALUE).map(Long::intValue);
    }
    if (type == long.class) {
      return number(text, Long.MAX_VALUE);
    }
    if (type == boolean.class) {
      return truth(text);
    }
    if (type == Duration.class) {
      return Quantity.duration(text);
    }
    if (type == Path.class) {
      return Optional.of(Path.of(text));
    }
    if (type == List.class) {
      return Optional.of(text.isBlank() ? List.of() : List.of(text.strip().split("\\s*,\\s*", -1)));
    }
    return type == Map.class ? map(text) : Optional.of(text);
  }

  /** What a value of the type should look like. */
  static String expected(Class<?> type, boolean size) {
    if (size) {
      return "a size such as 4MiB";
    }
    if (type == int.class || type == long.class) {
      return "a whole number from 0";
    }
    if (type == boolean.class) {
      return "true or false";
    }
    return type == Duration.class ? "a time such as 10s" : "a list such as name=value,name=value";
  }

  static String write(Object value) {
    if (value instanceof Duration time) {
      return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> word(entry.getKey()) + ": " + word(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(ConfigText::word).collect(Collectors.joining(", ", "[", "]"));
    }
    return word(value);
  }

  /** As YAML reads it, in quotes where a bare word would be read as something else. */
  private static String word(Object value) {
    String text = value.toString();
    if (PLAIN.matcher(text).matches() && !text.equalsIgnoreCase("null")) {
      return text;
    }
    String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return '"' + escaped + '"';
  }

  private static Optional<Long> number(String text, long largest) {
    try {
      return Optional.of(Long.valueOf(text)).filter(value -> value >= 0 && value <= largest);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Boolean> truth(String text) {
    return Stream.of(true, false).filter(value -> value.toString().equals(text)).findFirst();
  }

  private static Optional<Map<String, String>> map(String text) {
    Map<String, String> map = new LinkedHashMap<>();
    for (String entry : text.split(",", -1)) {
      int equals = entry.indexOf('=');
      if (equals <= 0) {
        return Optional.empty();
      }
      map.put(entry.substring(0, equals).strip(), entry.substring(equals + 1).strip());
    }
    return Optional.of(map);
  }
}
