package io.vputty.app.text;

import io.vputty.schema.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Figures as they are printed: few digits, units behind. */
public final class Figures {
  private static final double LEAST_OF_TWO_DECIMALS = 0.1;
  private static final double GIB = 1L << 30;
  private static final MathContext THREE_DIGITS = new MathContext(3);
  private static final String[] PREFIXES = {"", "k", "M", "G", "T"};

  private Figures() {}

  /** "$12.41/h". */
  public static String dollars(double perHour) {
    String sign = perHour < 0 ? "-" : "";
    return String.format(Locale.ROOT, "%s$%.2f/h", sign, Math.abs(perHour));
  }

  /** "$4.31/h (3.90 to 4.72)". */
  public static String dollars(Interval perHour) {
    return String.format(
        Locale.ROOT,
        "%s (%.2f to %.2f)",
        dollars(perHour.getValue()),
        perHour.getLow(),
        perHour.getHigh());
  }

  /** "$12.41", and three digits of what is too small for that: "$0.00123". */
  public static String price(double dollars) {
    String sign = dollars < 0 ? "-$" : "$";
    double size = Math.abs(dollars);
    if (size == 0 || size >= LEAST_OF_TWO_DECIMALS) {
      return sign + String.format(Locale.ROOT, "%.2f", size);
    }
    return sign + BigDecimal.valueOf(size).round(THREE_DIGITS).toPlainString();
  }

  /** "$12.41/h", and three digits of what is too small for that: "$0.00123/h". */
  public static String pricePerHour(double dollars) {
    return price(dollars) + "/h";
  }

  /** "$0.00123/h ($0.00101 to $0.00145)". */
  public static String pricePerHour(Interval dollars) {
    return "%s (%s to %s)"
        .formatted(
            pricePerHour(dollars.getValue()), price(dollars.getLow()), price(dollars.getHigh()));
  }

  /** "1 move", "2 moves". */
  public static String count(long number, String what) {
    return number == 1 ? "1 " + what : number + " " + what + "s";
  }

  /** "612 MB/s", decimal prefixes. */
  public static String rate(double bytesPerSecond) {
    double value = bytesPerSecond;
    int prefix = 0;
    while (Math.abs(value) >= 999.5 && prefix < PREFIXES.length - 1) {
      value /= 1000;
      prefix++;
    }
    String format = Math.abs(value) >= 99.5 || prefix == 0 ? "%.0f %sB/s" : "%.1f %sB/s";
    return String.format(Locale.ROOT, format, value, PREFIXES[prefix]);
  }

  /** "4.0 GiB". */
  public static String gib(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / GIB);
  }

  /** "12%"; "-" where there is nothing to compare with. */
  public static String percent(double part, double whole) {
    return whole == 0 || Double.isNaN(part)
        ? "-"
        : String.format(Locale.ROOT, "%.0f%%", 100 * part / whole);
  }
}
