package io.vputty.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Whether a console that something happened to tells what one tells that has just been started. */
final class ConsoleTruth {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long LOOK_MILLIS = 200;

  private ConsoleTruth() {}

  static List<String> differences(String bootstrap, ConsoleProcess console) throws Exception {
    long giveUp = System.nanoTime() + PATIENCE_NANOS;
    File log = File.createTempFile("console", ".log");
    log.deleteOnExit();
    List<String> expected = List.of();
    List<String> told = List.of();
    try (ConsoleProcess fresh = new ConsoleProcess(bootstrap, log.toPath())) {
      do {
        Thread.sleep(LOOK_MILLIS);
        expected = unordered(fresh.told());
        told = unordered(console.told());
      } while ((told.isEmpty() || !told.equals(expected)) && System.nanoTime() < giveUp);
    }
    return !told.isEmpty() && told.equals(expected)
        ? List.of()
        : List.of("the console tells %s, not %s".formatted(told, expected));
  }

  private static List<String> unordered(List<JsonNode> told) {
    return told.stream().map(ConsoleTruth::unordered).toList();
  }

  /** Lists of what is equally new come in the order in which it came. */
  private static String unordered(JsonNode node) {
    if (node.isArray()) {
      List<String> items = new ArrayList<>();
      node.forEach(item -> items.add(unordered(item)));
      return items.stream().sorted().collect(Collectors.joining(",", "[", "]"));
    }
    if (node.isObject()) {
      return node.properties().stream()
          .map(field -> field.getKey() + ":" + unordered(field.getValue()))
          .sorted()
          .collect(Collectors.joining(",", "{", "}"));
    }
    return node.toString();
  }
}
