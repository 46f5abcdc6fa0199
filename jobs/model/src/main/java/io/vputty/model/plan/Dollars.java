package io.vputty.model.plan;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Amounts of money in sentences. */
public final class Dollars {

  private static final double LEAST_OF_FOUR_DECIMALS = 0.001;
  private static final MathContext THREE_DIGITS = new MathContext(3);

  private Dollars() {}

  /** "$12.3456", and three digits of what is too small for that: "$0.00000123". */
  public static String text(double amount) {
    String sign = amount < 0 ? "-$" : "$";
    double size = Math.abs(amount);
    if (size == 0 || size >= LEAST_OF_FOUR_DECIMALS) {
      return sign + String.format(Locale.ROOT, "%.4f", size);
    }
    return sign + BigDecimal.valueOf(size).round(THREE_DIGITS).toPlainString();
  }
}
