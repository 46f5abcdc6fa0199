package io.vputty.app;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The page {@code docs/cli.md}, as the commands themselves say it. */
final class CliPage {

  private static final int WIDTH = 110;

  private static final String HEAD =
      """
      # The command line

      Written from the commands; a test compares. `vputty COMMAND --help` says what each option means. Where a command asks Kafka, it
      finds it by `--bootstrap HOST:PORT`, else `$VPUTTY_BOOTSTRAP`, else `bootstrap.servers` of `--kafka-config FILE` or
      `$VPUTTY_KAFKA_CONFIG`, else in the data directory of a `vputty run`. That file, and `--kafka KEY=VALUE`, hold any setting of
      Kafka's clients: TLS and SASL among them.

      Answers are tables, or with `-o json` a line of JSON each, or with `-o yaml` a document of YAML each; money is in $ and $ per hour,
      times are UTC. Colours come on a terminal only, and never where `NO_COLOR` is set. `source <(vputty completion)` teaches bash and
      zsh to complete. `graph` alone has `--format` for its formats, and `-o` for a file.
      """;

  private CliPage() {}

  static String text() {
    CommandLine root = Vputty.commandLine();
    StringBuilder text = new StringBuilder(HEAD);
    text.append("\n## Exit codes\n\n| code | |\n|---|---|\n");
    root.getCommandSpec()
        .usageMessage()
        .exitCodeList()
        .forEach((code, meaning) -> text.append("| %s | %s |\n".formatted(code, meaning)));
    text.append("\n## Commands\n");
    append(text, root.getSubcommands());
    return text.toString();
  }

  private static void append(StringBuilder text, Map<String, CommandLine> commands) {
    for (CommandLine command : commands.values()) {
      CommandSpec spec = command.getCommandSpec();
      text.append(
          "\n### %s\n\n%s\n".formatted(spec.qualifiedName(), description(spec.usageMessage())));
      if (command.getSubcommands().isEmpty()) {
        text.append("\n```\n%s\n```\n".formatted(synopsis(command)));
      }
      append(text, new TreeMap<>(command.getSubcommands()));
    }
  }

  private static String description(UsageMessageSpec usage) {
    return Arrays.stream(usage.description())
        .map(line -> line.replace("%%", "%").stripTrailing())
        .collect(Collectors.joining("\n"));
  }

  private static String synopsis(CommandLine command) {
    command.setUsageHelpWidth(WIDTH);
    Help help = new Help(command.getCommandSpec(), Help.defaultColorScheme(Help.Ansi.OFF));
    return help.synopsis(0).stripTrailing();
  }
}
