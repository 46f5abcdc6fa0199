package io.vputty.sink.actuator.setting;

/**
 * One setting of a driver.
 *
 * @param name "url"; one that ends in ".*" is a family with a member for each host or VM, "uri.hv1"
 * @param standard what holds if it is not given; empty means none
 * @param required whether it must be given
 * @param meaning for people, with its unit
 */
public record DriverSetting(String name, String standard, boolean required, String meaning) {

  private static final String FAMILY = ".*";

  /** One that must be given. */
  public static DriverSetting required(String name, String meaning) {
    return new DriverSetting(name, "", true, meaning);
  }

  /** One that need not be given. */
  public static DriverSetting optional(String name, String standard, String meaning) {
    return new DriverSetting(name, standard, false, meaning);
  }

  /** Whether a key is this setting, or a member of this family. */
  boolean covers(String key) {
    return name.endsWith(FAMILY)
        ? key.startsWith(prefix()) && key.length() > prefix().length()
        : key.equals(name);
  }

  /** What the keys of a family begin with: "uri.". */
  private String prefix() {
    return name.substring(0, name.length() - 1);
  }
}
