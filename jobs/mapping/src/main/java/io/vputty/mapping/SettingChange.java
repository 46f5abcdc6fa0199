package io.vputty.mapping;

import io.vputty.schema.Setting;

/**
 * One setting as of a time.
 *
 * @param timeMs when it takes effect, ms
 * @param domain domain, or "*" for all
 * @param value empty takes it back to the default
 */
public record SettingChange(
    long timeMs,
    String domain,
    String name,
    String value,
    String author,
    String comment,
    int partition,
    long offset) {

  /** Every domain. */
  public static final String ALL = "*";

  /** The change of a record, taking effect at {@code timeMs}. */
  public static SettingChange of(Setting record, long timeMs, int partition, long offset) {
    return new SettingChange(
        timeMs,
        record.getDomain(),
        record.getName(),
        record.getValue(),
        record.getAuthor(),
        record.getComment(),
        partition,
        offset);
  }

  /** "domain/setting". */
  public String key() {
    return domain + '/' + name;
  }
}
