package io.vputty.app.command;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bytes per second as people write them: "10MB/s", "2.5k", "1e6". */
final class ByteRate {

  private static final Pattern RATE =
      Pattern.compile("([0-9.]+(?:[eE][+-]?[0-9]+)?) ?([kMGT]?)(?:B/s|B)?");
  private static final String PREFIXES = "kMGT";

  private ByteRate() {}

  /** The rate in bytes per second; decimal prefixes. Empty if it is none. */
  static Optional<Double> parse(String text) {
    Matcher parts = RATE.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      String prefix = parts.group(2);
      int power = prefix.isEmpty() ? 0 : PREFIXES.indexOf(prefix) + 1;
      return Optional.of(Double.parseDouble(parts.group(1)) * Math.pow(1000, power));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
