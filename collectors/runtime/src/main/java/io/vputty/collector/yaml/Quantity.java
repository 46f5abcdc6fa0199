package io.vputty.collector.yaml;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers with a unit, as people write them. */
public final class Quantity {

  private static final Pattern AMOUNT = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([A-Za-z/]*)");

  private static final Map<String, Long> BYTES =
      Map.ofEntries(
          Map.entry("", 1L),
          Map.entry("b", 1L),
          Map.entry("kb", 1_000L),
          Map.entry("mb", 1_000_000L),
          Map.entry("gb", 1_000_000_000L),
          Map.entry("tb", 1_000_000_000_000L),
          Map.entry("kib", 1L << 10),
          Map.entry("mib", 1L << 20),
          Map.entry("gib", 1L << 30),
          Map.entry("tib", 1L << 40));

  private static final Map<String, Long> BITS_PER_SECOND =
      Map.of(
          "", 1L,
          "bit/s", 1L,
          "kbit/s", 1_000L,
          "mbit/s", 1_000_000L,
          "gbit/s", 1_000_000_000L);

  private static final Map<String, Long> MILLISECONDS =
      Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

  private Quantity() {}

  /** Bytes of "64GiB", "1.5 TB" or "4096"; empty if the text is no size. */
  public static OptionalLong bytes(String text) {
    return parse(text, BYTES);
  }

  /** Bits per second of "10Gbit/s" or "1000000"; empty if the text is no rate. */
  public static OptionalLong bitsPerSecond(String text) {
    return parse(text, BITS_PER_SECOND);
  }

  /** The time of "500ms", "10s", "7d"; empty if the text is none. */
  public static Optional<Duration> duration(String text) {
    OptionalLong milliseconds = parse(text, MILLISECONDS);
    return milliseconds.isPresent()
        ? Optional.of(Duration.ofMillis(milliseconds.getAsLong()))
        : Optional.empty();
  }

  private static OptionalLong parse(String text, Map<String, Long> units) {
    Matcher amount = AMOUNT.matcher(text.strip());
    if (!amount.matches()) {
      return OptionalLong.empty();
    }
    Long unit = units.get(amount.group(2).toLowerCase(Locale.ROOT));
    if (unit == null) {
      return OptionalLong.empty();
    }
    BigDecimal value = new BigDecimal(amount.group(1)).multiply(BigDecimal.valueOf(unit));
    return value.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
        ? OptionalLong.empty()
        : OptionalLong.of(value.longValue());
  }
}
