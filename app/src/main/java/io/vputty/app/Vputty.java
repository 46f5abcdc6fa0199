package io.vputty.app;

import io.vputty.app.command.AclsCommand;
import io.vputty.app.command.ActCommand;
import io.vputty.app.command.CollectCommand;
import io.vputty.app.command.CommandFailedException;
import io.vputty.app.command.CompletionCommand;
import io.vputty.app.command.DemoCommand;
import io.vputty.app.command.DriftCommand;
import io.vputty.app.command.FootprintCommand;
import io.vputty.app.command.GraphCommand;
import io.vputty.app.command.PlaceCommand;
import io.vputty.app.command.PlanCommand;
import io.vputty.app.command.ReplayCommand;
import io.vputty.app.command.RunCommand;
import io.vputty.app.command.SimulateCommand;
import io.vputty.app.command.TailCommand;
import io.vputty.app.command.TopicsCommand;
import io.vputty.app.command.control.DoctorCommand;
import io.vputty.app.command.control.PauseCommand;
import io.vputty.app.command.control.RejectedCommand;
import io.vputty.app.command.control.ResumeCommand;
import io.vputty.app.command.control.SettingsCommand;
import io.vputty.app.command.control.StatusCommand;
import io.vputty.app.command.control.TopCommand;
import io.vputty.app.command.moves.ApproveCommand;
import io.vputty.app.command.moves.AuditCommand;
import io.vputty.app.command.moves.CancelCommand;
import io.vputty.app.command.moves.OutcomesCommand;
import io.vputty.app.command.moves.RejectCommand;
import io.vputty.app.command.moves.SavingsCommand;
import io.vputty.app.command.moves.WhyCommand;
import java.io.PrintWriter;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code vputty} command. Exit codes: 0 done, 1 failed, 2 used wrongly, 3 not found. */
@Command(
    name = "vputty",
    description =
        "Measures what a VM fleet's placement costs and recommends which VMs to move where.",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      SimulateCommand.class,
      ActCommand.class,
      ReplayCommand.class,
      TopicsCommand.class,
      AclsCommand.class,
      TailCommand.class,
      GraphCommand.class,
      DriftCommand.class,
      PlanCommand.class,
      PlaceCommand.class,
      FootprintCommand.class,
      CompletionCommand.class,
      OutcomesCommand.class,
      WhyCommand.class,
      AuditCommand.class,
      SavingsCommand.class,
      ApproveCommand.class,
      RejectCommand.class,
      CancelCommand.class,
      PauseCommand.class,
      ResumeCommand.class,
      SettingsCommand.class,
      TopCommand.class,
      RejectedCommand.class,
      StatusCommand.class,
      DoctorCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed, or a check found something wrong; stderr says what",
      "2:used wrongly",
      "3:what was named does not exist"
    })
public final class Vputty implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Print stack traces of failures.")
  private boolean verbose;

  private Vputty() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    Vputty vputty = new Vputty();
    return new CommandLine(vputty)
        .addSubcommand(CollectCommand.commandLine())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (failure, commandLine, parsed) -> vputty.report(failure, commandLine));
  }

  /** Called without a subcommand, which is wrong use. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }

  private int report(Exception failure, CommandLine commandLine) {
    PrintWriter err = commandLine.getErr();
    if (verbose) {
      failure.printStackTrace(err);
    }
    err.println("vputty: " + line(failure));
    return failure instanceof CommandFailedException told
        ? told.exitCode()
        : CommandLine.ExitCode.SOFTWARE;
  }

  private static String line(Exception failure) {
    if (failure instanceof CommandFailedException) {
      return String.valueOf(failure.getMessage());
    }
    if (failure instanceof KafkaException) {
      return "Kafka: " + failure.getMessage();
    }
    return failure + " (-v shows where)";
  }
}
