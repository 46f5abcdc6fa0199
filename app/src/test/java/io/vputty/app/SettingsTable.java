package io.vputty.app;

import io.vputty.collector.config.ConfigLoader;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings of a collector as a table: keys and defaults from its record, what they mean from
 * the record's Javadoc.
 */
final class SettingsTable {

  private static final Pattern PARAM =
      Pattern.compile("@param (\\w+)((?:(?!\\n \\* @|\\n \\*/)[\\s\\S])*)");
  private static final Pattern INLINE_TAG = Pattern.compile("\\{@\\w+ ([^}]*)}");

  private SettingsTable() {}

  /**
   * @param source text of the record's file
   */
  static String text(Record defaults, String source) {
    Map<String, String> meanings = new LinkedHashMap<>();
    String javadoc = source.substring(0, source.indexOf("public record"));
    Matcher param = PARAM.matcher(javadoc);
    while (param.find()) {
      meanings.put(key(param.group(1)), plain(param.group(2)));
    }
    StringBuilder text = new StringBuilder("| key | default | |\n|---|---|---|\n");
    ConfigLoader.describe(defaults)
        .lines()
        .map(line -> line.split(": ", 2))
        .forEach(
            line ->
                text.append(
                    "| `%s` | `%s` | %s |\n"
                        .formatted(line[0], line[1], meanings.getOrDefault(line[0], "?"))));
    return text.toString();
  }

  private static String key(String component) {
    return component.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static String plain(String javadoc) {
    String line = javadoc.replaceAll("\\s*\\n \\*\\s*", " ").strip();
    return INLINE_TAG.matcher(line).replaceAll("`$1`").replace("|", "\\|");
  }
}
