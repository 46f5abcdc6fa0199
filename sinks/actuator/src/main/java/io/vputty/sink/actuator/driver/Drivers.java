package io.vputty.sink.actuator.driver;

import io.vputty.sink.actuator.DryRunDriver;
import io.vputty.sink.actuator.MoveDriver;
import io.vputty.sink.actuator.kubevirt.KubevirtDriver;
import io.vputty.sink.actuator.libvirt.LibvirtDriver;
import io.vputty.sink.actuator.nova.NovaDriver;
import io.vputty.sink.actuator.proxmox.ProxmoxDriver;
import io.vputty.sink.actuator.setting.DriverSetting;
import io.vputty.sink.actuator.setting.DriverSettings;
import io.vputty.sink.actuator.setting.NearestWord;
import io.vputty.sink.actuator.setting.SettingException;
import io.vputty.sink.actuator.webhook.WebhookDriver;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All drivers by name, with what can be set of each. */
public final class Drivers {

  /** Makes a driver; nothing is asked of the platform yet. */
  @FunctionalInterface
  private interface Maker {
    MoveDriver make(DriverSettings settings, Clock clock) throws SettingException;
  }

  private record Kind(String name, List<DriverSetting> settings, Maker maker) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("dry-run", List.of(), (settings, clock) -> new DryRunDriver()),
          new Kind(WebhookDriver.NAME, WebhookDriver.SETTINGS, WebhookDriver::new),
          new Kind(LibvirtDriver.NAME, LibvirtDriver.SETTINGS, LibvirtDriver::open),
          paced(KubevirtDriver.NAME, KubevirtDriver.SETTINGS, KubevirtDriver::open),
          paced(NovaDriver.NAME, NovaDriver.SETTINGS, NovaDriver::new),
          paced(ProxmoxDriver.NAME, ProxmoxDriver.SETTINGS, ProxmoxDriver::new));

  private Drivers() {}

  /** One whose platform is asked over HTTP, and is spared. */
  private static Kind paced(String name, List<DriverSetting> settings, Maker maker) {
    List<DriverSetting> all = new ArrayList<>(settings);
    all.add(PacedDriver.POLL);
    return new Kind(
        name,
        List.copyOf(all),
        (given, clock) ->
            new PacedDriver(
                maker.make(given, clock), given.seconds(PacedDriver.POLL.name(), 0), clock));
  }

  /** The default first. */
  public static List<String> names() {
    return KINDS.stream().map(Kind::name).toList();
  }

  /**
   * What can be set of a driver.
   *
   * @throws SettingException if there is none of that name
   */
  public static List<DriverSetting> settings(String driver) throws SettingException {
    return kind(driver).settings();
  }

  /**
   * Makes a driver; nothing is asked of the platform yet.
   *
   * @throws SettingException if there is none of that name, or it cannot work with the settings
   */
  public static MoveDriver open(String driver, Map<String, String> settings, Clock clock)
      throws SettingException {
    Kind kind = kind(driver);
    return kind.maker().make(new DriverSettings(driver, kind.settings(), settings), clock);
  }

  private static Kind kind(String driver) throws SettingException {
    return KINDS.stream()
        .filter(kind -> kind.name().equals(driver))
        .findFirst()
        .orElseThrow(
            () ->
                new SettingException(
                    "there is no driver '%s'%s"
                        .formatted(driver, NearestWord.hint(driver, names()))));
  }
}
