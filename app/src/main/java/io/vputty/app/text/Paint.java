package io.vputty.app.text;

/**
 * Colours of a terminal (ECMA-48 SGR); plain text where there is none.
 *
 * @param on whether to colour
 */
public record Paint(boolean on) {
  /** Colours if standard output is a terminal and nobody asked for none (no-color.org). */
  public static Paint ofTerminal() {
    return new Paint(Boolean.getBoolean("vputty.terminal") && System.getenv("NO_COLOR") == null);
  }

  public String bold(String text) {
    return paint("1", text);
  }

  public String dim(String text) {
    return paint("2", text);
  }

  public String red(String text) {
    return paint("31", text);
  }

  public String green(String text) {
    return paint("32", text);
  }

  public String yellow(String text) {
    return paint("33", text);
  }

  public String cyan(String text) {
    return paint("36", text);
  }

  private String paint(String code, String text) {
    return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
