package io.vputty.app.act;

import io.vputty.sink.actuator.DryRunDriver;
import io.vputty.sink.actuator.MoveDriver;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Drivers by the names that a configuration has for them. */
public final class KnownDrivers {
  private static final Map<String, Function<Map<String, String>, MoveDriver>> BY_NAME =
      new TreeMap<>(Map.of("dry-run", KnownDrivers::dryRun));

  private KnownDrivers() {}

  /**
   * A driver with its settings.
   *
   * @throws IllegalArgumentException if there is none of that name, or it cannot use a setting
   */
  public static MoveDriver of(String name, Map<String, String> settings) {
    Function<Map<String, String>, MoveDriver> driver = BY_NAME.get(name);
    if (driver == null) {
      throw new IllegalArgumentException(
          "driver '%s' is not known; there is %s"
              .formatted(name, String.join(", ", BY_NAME.keySet())));
    }
    return driver.apply(settings);
  }

  private static MoveDriver dryRun(Map<String, String> settings) {
    if (!settings.isEmpty()) {
      throw new IllegalArgumentException(
          "driver dry-run has no settings, but was given " + settings.keySet());
    }
    return new DryRunDriver();
  }
}
