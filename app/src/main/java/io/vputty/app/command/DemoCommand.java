package io.vputty.app.command;

import io.vputty.app.demo.DemoFailedException;
import io.vputty.app.demo.DemoSettings;
import io.vputty.app.demo.DemoStage;
import io.vputty.app.demo.DemoStage.Style;
import io.vputty.app.text.Paint;
import io.vputty.sink.actuator.Approval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the whole system on a simulated data centre. */
@Command(
    name = "demo",
    description = {
      "Run the whole pipeline on a simulated data centre and show what it does.",
      "A real Kafka broker, the Flink jobs and the collectors run in this process; the data centre",
      "sends genuine sFlow over loopback and carries the recommended moves out. "
    })
public final class DemoCommand implements Callable<Integer> {
  private static final long PATIENCE_SECONDS = 60;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      defaultValue = "120s",
      converter = DurationConverter.class,
      description = "How long traffic flows, as 120s or 5m. Default: ${DEFAULT-VALUE}.")
  private Duration duration = Duration.ZERO;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "7",
      description = "Seed of the data centre and its traffic. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--vms",
      paramLabel = "N",
      defaultValue = "64",
      description = "VMs; hosts and racks follow. Default: ${DEFAULT-VALUE}.")
  private int vms;

  @Option(names = "--no-change", description = "Let tenants talk to the same VMs throughout.")
  private boolean noChange;

  @Option(names = "--keep", description = "Keep the files of broker, jobs and log; say where.")
  private boolean keep;

  @Option(
      names = "--console",
      paramLabel = "PORT",
      arity = "0..1",
      fallbackValue = "0",
      description = "Start the web console, at any free port unless one is given.")
  private @Nullable Integer console;

  @Option(
      names = "--approve-by-hand",
      description = "Move nothing before a person has approved the plan.")
  private boolean approveByHand;

  @Option(names = "--json", description = "Print JSON lines instead of the view.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    DemoSettings settings = settings();
    Path directory = Files.createTempDirectory("vputty-demo-");
    Logging.toFile(directory.resolve("vputty.log"));
    Interruption interruption = Interruption.onShutdown();
    try {
      long plans =
          DemoStage.run(
              settings,
              directory,
              spec.commandLine().getOut(),
              style(),
              Clock.systemUTC(),
              interruption::requested);
      tidy(directory);
      return verdict(plans, interruption.requested());
    } catch (DemoFailedException e) {
      throw new CommandFailedException(e.getMessage() + "; its log is in " + directory, e);
    } finally {
      interruption.done();
    }
  }

  private void tidy(Path directory) throws IOException {
    if (keep) {
      spec.commandLine().getErr().println("vputty: the demo's files are in " + directory);
    } else {
      Directories.delete(directory);
    }
  }

  private DemoSettings settings() {
    try {
      return new DemoSettings(
          vms,
          seed,
          duration,
          !noChange,
          console == null ? OptionalInt.empty() : OptionalInt.of(console),
          approveByHand ? Approval.MANUAL : Approval.AUTOMATIC);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** A demo that had time and was not stopped must have come to a plan. */
  private int verdict(long plans, boolean interrupted) {
    if (plans == 0 && !interrupted && duration.toSeconds() >= PATIENCE_SECONDS) {
      throw new CommandFailedException("no plan came in " + duration.toSeconds() + " s");
    }
    return 0;
  }

  private Style style() {
    if (json) {
      return Style.JSON;
    }
    return Paint.ofTerminal().on() ? Style.COLOUR : Style.PLAIN;
  }
}
