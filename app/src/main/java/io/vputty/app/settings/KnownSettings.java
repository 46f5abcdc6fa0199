package io.vputty.app.settings;

import io.vputty.model.drift.DriftRules;
import io.vputty.model.footprint.Prices;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Settings that the jobs and actuators read, with their defaults. */
public final class KnownSettings {

  /** Whether a domain is paused. */
  public static final String PAUSE = "pause";

  private static final String AGGRESSIVENESS = "aggressiveness";
  private static final int BOLDEST = 5;
  private static final Map<String, String> DEFAULTS = defaults();

  private KnownSettings() {}

  /** The default of each setting by its name. */
  public static Map<String, String> all() {
    return Collections.unmodifiableMap(DEFAULTS);
  }

  /** Why a value makes no sense; empty if it does. */
  public static Optional<String> refusal(String name, String value) {
    if (!DEFAULTS.containsKey(name)) {
      return Optional.of("no setting is named '" + name + "'; `vputty settings list` has them all");
    }
    if (name.equals(PAUSE)) {
      return value.equals("true") || value.equals("false")
          ? Optional.empty()
          : Optional.of("pause (%s) must be true or false".formatted(value));
    }
    Optional<Double> number = number(value);
    if (number.isEmpty()) {
      return Optional.of("%s (%s) must be a number, at least 0".formatted(name, value));
    }
    boolean level = number.get() >= 1 && number.get() <= BOLDEST && number.get() % 1 == 0;
    return name.equals(AGGRESSIVENESS) && !level
        ? Optional.of("aggressiveness (%s) must be 1, 2, 3, 4 or 5".formatted(value))
        : Optional.empty();
  }

  private static Optional<Double> number(String text) {
    try {
      double number = Double.parseDouble(text);
      return number >= 0 && number < Double.POSITIVE_INFINITY
          ? Optional.of(number)
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Map<String, String> defaults() {
    Map<String, String> defaults = new LinkedHashMap<>();
    defaults.put(PAUSE, "false");
    defaults.put(AGGRESSIVENESS, "3");
    defaults.put("max-moves", "100");
    defaults.put("max-moves-per-hour", "1000");
    defaults.put("max-host-moves-per-hour", "100");
    defaults.put("max-host-moves-at-once", "4");
    DriftRules unused =
        DriftRules.of(
            (name, otherwise) -> {
              defaults.put(name, text(otherwise));
              return otherwise;
            });
    Prices.defaults().byName().forEach((name, price) -> defaults.put(name, text(price)));
    return defaults;
  }

  private static String text(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
