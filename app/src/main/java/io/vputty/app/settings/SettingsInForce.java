package io.vputty.app.settings;

import io.vputty.app.topic.TopicScan;
import io.vputty.schema.Setting;
import io.vputty.schema.Topics;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is set now. A domain's own setting counts before that of all domains, "*". */
public final class SettingsInForce {

  /** All domains. */
  public static final String ALL = "*";

  private final Map<String, Setting> byKey = new TreeMap<>();

  private SettingsInForce() {}

  /**
   * Reads the topic of settings.
   *
   * @param client settings of the Kafka client
   */
  public static SettingsInForce read(Map<String, ?> client) {
    SettingsInForce settings = new SettingsInForce();
    TopicScan.records(
        client,
        List.of(Topics.SETTINGS),
        record -> {
          if (record instanceof Setting setting) {
            settings.add(setting);
          }
        });
    return settings;
  }

  /** From records, in the order in which they stand in their topic. */
  public static SettingsInForce of(Collection<Setting> records) {
    SettingsInForce settings = new SettingsInForce();
    records.forEach(settings::add);
    return settings;
  }

  private void add(Setting setting) {
    byKey.merge(
        setting.getDomain() + '/' + setting.getName(),
        setting,
        (one, other) -> other.getTime().isBefore(one.getTime()) ? one : other);
  }

  /** What is set, by domain and name; what was taken back is not. */
  public List<Setting> all() {
    return byKey.values().stream().filter(setting -> !setting.getValue().isEmpty()).toList();
  }

  /** A domain's own setting, if it has one. */
  public Optional<Setting> own(String domain, String name) {
    return Optional.ofNullable(byKey.get(domain + '/' + name))
        .filter(setting -> !setting.getValue().isEmpty());
  }

  /** The pause that a domain is under. */
  public Optional<Setting> pause(String domain) {
    return own(domain, KnownSettings.PAUSE)
        .or(() -> own(ALL, KnownSettings.PAUSE))
        .filter(setting -> Boolean.parseBoolean(setting.getValue()));
  }
}
