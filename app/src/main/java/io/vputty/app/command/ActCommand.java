package io.vputty.app.command;

import io.vputty.app.act.ActConfig;
import io.vputty.app.act.OperatedActuator;
import io.vputty.collector.Preflight;
import io.vputty.collector.PreflightException;
import io.vputty.collector.command.CollectorProcess;
import io.vputty.collector.command.ConfigOptions;
import io.vputty.collector.config.ConfigException;
import io.vputty.collector.config.ConfigLoader;
import io.vputty.schema.Topic;
import io.vputty.schema.Topics;
import io.vputty.schema.trust.KeyFileException;
import io.vputty.sink.actuator.ActuatorSettings;
import io.vputty.sink.actuator.MoveDriver;
import io.vputty.sink.actuator.driver.Drivers;
import io.vputty.sink.actuator.setting.DriverSetting;
import io.vputty.sink.actuator.setting.SettingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Carries plans out until it is stopped. */
@Command(
    name = "act",
    sortOptions = false,
    description = {
      "Carry plans out: read them from vputty.plans.v1, migrate, report on vputty.outcomes.v1.",
      "Moves nothing unless a driver is named. Several may run at once, each with an id of its own."
    },
    footer = {
      "",
      "Settings come from the file, then the environment (VPUTTY_ACT_DRIVER), then flags;",
      "--check-config prints them all. Stopped or killed, it finds its moves again."
    })
public final class ActCommand implements Callable<Integer> {
  private static final long LOOK_MILLIS = 500;
  private static final List<Topic> TOPICS =
      List.of(
          Topics.SCHEMAS,
          Topics.PLANS,
          Topics.DECISIONS,
          Topics.SETTINGS,
          Topics.OUTCOMES,
          Topics.REJECTED);

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConfigOptions config = new ConfigOptions();

  @Option(
      names = "--driver",
      paramLabel = "NAME",
      defaultValue = "",
      description = {
        "What to migrate with; the same as --set driver=NAME. Default: dry-run.",
        "Its own settings: --set driver-settings=KEY=VALUE,KEY=VALUE, or a mapping in the file."
      })
  private String driver = "";

  @Option(
      names = "--trusted-keys",
      paramLabel = "FILE",
      description = {
        "Carry out only plans signed with a key whose public half is in this file, as",
        "`openssl pkey -pubout` writes it; may be given several times. Default: all plans."
      })
  private List<String> trustedKeys = List.of();

  @Option(names = "--list-drivers", description = "Print the drivers with their settings.")
  private boolean list;

  @Override
  public Integer call() throws InterruptedException {
    try {
      if (list) {
        listDrivers();
        return CommandLine.ExitCode.OK;
      }
      ActConfig loaded = config.load(ActConfig.DEFAULTS, "VPUTTY_ACT");
      ActConfig driven = driver.isEmpty() ? loaded : loaded.with(driver);
      ActConfig effective = trustedKeys.isEmpty() ? driven : driven.trusting(trustedKeys);
      ActuatorSettings settings = effective.settings();
      MoveDriver platform =
          Drivers.open(effective.driver(), effective.driverSettings(), Clock.systemUTC());
      if (config.isCheck()) {
        spec.commandLine().getOut().print(ConfigLoader.describe(effective));
        spec.commandLine().getOut().flush();
      } else {
        follow(settings, platform, effective.http());
      }
      return CommandLine.ExitCode.OK;
    } catch (ConfigException | SettingException | KeyFileException | IllegalArgumentException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
  }

  private void listDrivers() throws SettingException {
    for (String name : Drivers.names()) {
      tell(name);
      for (DriverSetting setting : Drivers.settings(name)) {
        String standard = setting.required() ? "needed" : setting.standard();
        tell("  %-28s %-12s %s".formatted(setting.name(), standard, setting.meaning()));
      }
    }
  }

  private void follow(ActuatorSettings settings, MoveDriver platform, String http)
      throws InterruptedException {
    try {
      Preflight.require(settings.kafka(), TOPICS);
    } catch (PreflightException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
    Interruption interruption = Interruption.onShutdown();
    try (CollectorProcess<OperatedActuator> process =
        OperatedActuator.start(http, settings, platform, Clock.systemUTC())) {
      tell("actuator %s with driver %s; Ctrl-C stops it".formatted(settings.id(), platform.name()));
      if (settings.trusted().selective()) {
        tell("carries out what is signed with " + String.join(", ", settings.trusted().ids()));
      }
      process.http().address().ifPresent(at -> tell("metrics and health at " + at.local()));
      while (!interruption.await(LOOK_MILLIS)) {
        process
            .collector()
            .failure()
            .ifPresent(
                why -> {
                  throw new CommandFailedException(why);
                });
      }
    } catch (IOException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    } finally {
      interruption.done();
    }
  }

  private void tell(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
