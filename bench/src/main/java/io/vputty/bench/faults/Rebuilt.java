package io.vputty.bench.faults;

import io.vputty.app.recorded.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A run whose state was lost, beside the calm one. Its jobs began again at the beginning of their
 * topics, so records stand there twice: under the same key and for the same time they must say the
 * same, and together they must be the calm run's.
 */
final class Rebuilt {

  /** Offsets count what was told twice, the lines of a plan that name them may differ. */
  private static final Pattern OFFSETS = Pattern.compile("\"inputs\": \\[[^\\]]*\\]");

  private static final Pattern BYTES = Pattern.compile(" [0-9a-f]+$");
  private static final Pattern ID = Pattern.compile("\"id\": \"([^\"]+)\"");

  private Rebuilt() {}

  static List<String> differences(Run calm, Run rebuilt) {
    List<String> found = new ArrayList<>();
    compare(calm.edges(), rebuilt.edges(), found);
    compare(calm.plans(), rebuilt.plans(), found);
    rebuilt.plans().values().forEach(plans -> oneContentEach(plans, found));
    return found;
  }

  private static void compare(
      Map<String, List<String>> calm, Map<String, List<String>> rebuilt, List<String> found) {
    Set<String> keys = new TreeSet<>(calm.keySet());
    keys.addAll(rebuilt.keySet());
    for (String key : keys) {
      Set<String> expected = contents(calm.getOrDefault(key, List.of()));
      Set<String> told = contents(rebuilt.getOrDefault(key, List.of()));
      if (!expected.equals(told)) {
        Set<String> more = new TreeSet<>(told);
        more.removeAll(expected);
        expected.removeAll(told);
        found.add("%s: lacks %s, has %s".formatted(key, expected, more));
      }
    }
  }

  private static Set<String> contents(List<String> records) {
    Set<String> contents = new TreeSet<>();
    records.forEach(record -> contents.add(content(record)));
    return contents;
  }

  private static String content(String record) {
    return OFFSETS.matcher(BYTES.matcher(record).replaceFirst("")).replaceAll("");
  }

  private static void oneContentEach(List<String> plans, List<String> found) {
    Map<String, String> contents = new LinkedHashMap<>();
    for (String plan : plans) {
      String content = content(plan);
      Matcher id = ID.matcher(plan);
      if (!id.find() || !content.equals(contents.computeIfAbsent(id.group(1), key -> content))) {
        found.add("a plan's id is not its own: " + content);
      }
    }
  }
}
