package io.vputty.collector.inventory;

import io.vputty.collector.config.ConfigException;
import io.vputty.collector.config.ConfigLoader;
import java.util.HashMap;
import java.util.Map;

/** Configurations that differ from the defaults in little. */
final class InventoryConfigs {

  private InventoryConfigs() {}

  /** One with those sources, separated by commas. */
  static InventoryConfig of(String sources) {
    return of(sources, Map.of());
  }

  static InventoryConfig of(String sources, Map<String, String> more) {
    Map<String, String> flags = new HashMap<>(more);
    flags.put("sources", sources);
    try {
      return new ConfigLoader<>(InventoryConfig.DEFAULTS, "X").flags(flags).load();
    } catch (ConfigException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
