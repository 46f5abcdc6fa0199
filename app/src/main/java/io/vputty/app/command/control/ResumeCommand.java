package io.vputty.app.command.control;

import io.vputty.app.settings.KnownSettings;
import io.vputty.app.settings.SettingsInForce;
import io.vputty.schema.Setting;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Ends a pause. */
@Command(
    name = "resume",
    description = "End the pause of a domain, or that of all domains.",
    footer = {"", "Domains that were paused by themselves stay so, and are named."})
public final class ResumeCommand implements Callable<Integer> {

  @Mixin private SettingOptions options = new SettingOptions();

  @Parameters(
      paramLabel = "DOMAIN",
      arity = "0..1",
      defaultValue = SettingsInForce.ALL,
      description = "Placement domain. Default: the pause of all.")
  private String domain = SettingsInForce.ALL;

  @Override
  public Integer call() {
    options.requireDomain(domain);
    SettingsInForce before = options.inForce();
    if (before.pause(domain).isEmpty()) {
      options.out().println("not paused: nothing to do");
    } else if (domain.equals(SettingsInForce.ALL)) {
      options.set(domain, KnownSettings.PAUSE, "", "the pause of all domains is over");
    } else {
      // Where all are paused a domain must say that it is not.
      boolean all = before.pause(SettingsInForce.ALL).isPresent();
      options.set(domain, KnownSettings.PAUSE, all ? "false" : "", "domain " + domain + " goes on");
    }
    tellOthers(before);
    return 0;
  }

  private void tellOthers(SettingsInForce before) {
    List<String> paused =
        before.all().stream()
            .filter(setting -> setting.getName().equals(KnownSettings.PAUSE))
            .filter(setting -> setting.getValue().equals("true"))
            .map(Setting::getDomain)
            .filter(own -> !own.equals(domain))
            .map(own -> own.equals(SettingsInForce.ALL) ? "all other domains" : own)
            .toList();
    if (!paused.isEmpty()) {
      options.out().println("still paused: " + String.join(", ", paused));
    }
    options.out().flush();
  }
}
