package io.vputty.app.command.control;

import io.vputty.app.settings.KnownSettings;
import io.vputty.app.settings.SettingsInForce;
import io.vputty.schema.Setting;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Stops planning and moving. */
@Command(
    name = "pause",
    description = "Stop planning and moving in a domain, or in all.",
    footer = {
      "",
      "Moves that are under way are cancelled if their platform can. A pause of all domains",
      "holds in each, those that were resumed by themselves before too."
    })
public final class PauseCommand implements Callable<Integer> {

  @Mixin private SettingOptions options = new SettingOptions();

  @Parameters(
      paramLabel = "DOMAIN",
      arity = "0..1",
      defaultValue = SettingsInForce.ALL,
      description = "Placement domain. Default: all.")
  private String domain = SettingsInForce.ALL;

  @Override
  public Integer call() {
    options.requireDomain(domain);
    String where = domain.equals(SettingsInForce.ALL) ? "all domains" : "domain " + domain;
    options.set(
        domain,
        KnownSettings.PAUSE,
        "true",
        where + " paused: nothing new is planned or starts, what runs is cancelled if it can be");
    if (domain.equals(SettingsInForce.ALL)) {
      options.inForce().all().stream()
          .filter(setting -> setting.getName().equals(KnownSettings.PAUSE))
          .filter(setting -> setting.getValue().equals("false"))
          .map(Setting::getDomain)
          .filter(own -> !own.equals(SettingsInForce.ALL))
          .forEach(own -> options.set(own, KnownSettings.PAUSE, "", "domain " + own + " too"));
    }
    return 0;
  }
}
