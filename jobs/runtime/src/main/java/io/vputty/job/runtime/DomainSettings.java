package io.vputty.job.runtime;

import io.vputty.mapping.SettingChange;
import io.vputty.model.footprint.Prices;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one domain as of a time, by name. A value that makes no sense counts as if it had
 * not been set: a slip of the hand must not stop a job.
 */
public final class DomainSettings {

  private final Map<String, SettingChange> byName;
  private final Prices base;

  /**
   * Settings by name.
   *
   * @param base prices where nothing is set
   */
  DomainSettings(Map<String, SettingChange> byName, Prices base) {
    this.byName = new TreeMap<>(byName);
    this.base = base;
  }

  /** What was set, in the order of names. */
  public Collection<SettingChange> changes() {
    return byName.values();
  }

  /** The setting of that name; null if it is not set. */
  public @Nullable SettingChange get(String name) {
    return byName.get(name);
  }

  /** A number that is not negative. */
  public double number(String name, double otherwise) {
    SettingChange change = byName.get(name);
    if (change == null) {
      return otherwise;
    }
    try {
      double value = Double.parseDouble(change.value());
      return value >= 0 && value < Double.POSITIVE_INFINITY ? value : otherwise;
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  /** The prices that the job was started with, and those that were set. */
  public Prices prices() {
    Prices prices = base;
    for (Map.Entry<String, Double> price : base.byName().entrySet()) {
      prices = prices.with(price.getKey(), number(price.getKey(), price.getValue()));
    }
    return prices;
  }
}
