package io.vputty.model.plan;

import java.util.regex.Pattern;

/** The fields of one line, from the left; a {@code #} ends it. */
final class LineFields {

  private static final Pattern COMMA = Pattern.compile(",");

  private final String line;
  private final int end;
  private int at;

  LineFields(String line) {
    int comment = line.indexOf('#');
    this.line = line;
    this.end = comment < 0 ? line.length() : comment;
    skipBlanks();
  }

  boolean isDone() {
    return at >= end;
  }

  String text(String what) {
    if (isDone()) {
      throw new IllegalArgumentException("%s is missing".formatted(what));
    }
    int start = at;
    while (at < end && line.charAt(at) > ' ') {
      at++;
    }
    String field = line.substring(start, at);
    skipBlanks();
    return field;
  }

  /** A whole number from {@code least} to {@code most}. */
  int whole(String what, int least, int most) {
    String field = text(what);
    int value;
    try {
      value = Integer.parseInt(field);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("%s (%s) is no whole number".formatted(what, field), e);
    }
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s (%d) must be from %d to %d".formatted(what, value, least, most));
    }
    return value;
  }

  /** A finite number of at least 0. */
  double amount(String what) {
    return amount(what, text(what));
  }

  /** Amounts with commas between them. */
  double[] amounts(String what) {
    return COMMA.splitAsStream(text(what)).mapToDouble(field -> amount(what, field)).toArray();
  }

  void requireDone() {
    if (!isDone()) {
      throw new IllegalArgumentException(
          "\"%s\" is too much".formatted(line.substring(at, end).strip()));
    }
  }

  private static double amount(String what, String field) {
    double value;
    try {
      value = Double.parseDouble(field);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("%s (%s) is no number".formatted(what, field), e);
    }
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "%s (%s) must be finite and not negative".formatted(what, field));
    }
    return value;
  }

  private void skipBlanks() {
    while (at < end && line.charAt(at) <= ' ') {
      at++;
    }
  }
}
