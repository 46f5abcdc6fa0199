package io.vputty.app.command.control;

import io.vputty.app.command.BrokerOptions;
import io.vputty.app.command.CommandFailedException;
import io.vputty.app.output.OutputOptions;
import io.vputty.app.settings.KnownSettings;
import io.vputty.app.settings.SettingsAnswer;
import io.vputty.app.settings.SettingsInForce;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows and changes what can be set while everything runs. */
@Command(
    name = "settings",
    description = "Show and change limits, prices and rules of drift while everything runs.")
public final class SettingsCommand {

  private static final String DOMAIN =
      "Placement domain; a domain's own setting counts before that of all, *. Default: *.";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Command(description = "List every setting with its default and what is set instead.")
  int list(@Mixin BrokerOptions broker, @Mixin OutputOptions output) {
    output.print(new SettingsAnswer(SettingsInForce.read(broker.clientSettings())));
    return 0;
  }

  @Command(description = "Set something from now on.")
  int set(
      @Mixin SettingOptions options,
      @Parameters(paramLabel = "NAME", description = "As `settings list` has it.") String name,
      @Parameters(paramLabel = "VALUE", description = "A number; of pause true or false.")
          String value,
      @Option(
              names = "--domain",
              paramLabel = "DOMAIN",
              defaultValue = SettingsInForce.ALL,
              description = DOMAIN)
          String domain) {
    KnownSettings.refusal(name, value)
        .ifPresent(
            why -> {
              throw new ParameterException(spec.commandLine(), why);
            });
    options.requireDomain(domain);
    options.set(domain, name, value, "%s of %s is %s".formatted(name, domain, value));
    return 0;
  }

  @Command(description = "Take a setting back: the default holds again, or that of all domains.")
  int unset(
      @Mixin SettingOptions options,
      @Parameters(paramLabel = "NAME", description = "As `settings list` has it.") String name,
      @Option(
              names = "--domain",
              paramLabel = "DOMAIN",
              defaultValue = SettingsInForce.ALL,
              description = DOMAIN)
          String domain) {
    if (options.inForce().own(domain, name).isEmpty()) {
      throw CommandFailedException.notFound("%s is not set of %s".formatted(name, domain));
    }
    options.set(domain, name, "", "%s of %s is taken back".formatted(name, domain));
    return 0;
  }
}
