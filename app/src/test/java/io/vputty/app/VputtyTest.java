package io.vputty.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

final class VputtyTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @MethodSource("commands")
  void helpsWithEveryCommand(String command) {
    List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
    arguments.add("--help");
    assertThat(run(arguments.toArray(String[]::new))).isZero();
    assertThat(out.toString()).contains("Usage: vputty " + command).contains("--help");
  }

  @Test
  void listsItsCommandsAndExitCodes() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("topics", "tail", "Exit codes:", "used wrongly");
  }

  @Test
  void printsItsVersion() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).startsWith("vputty ");
  }

  @Test
  void refusesUnknownCommandAndSuggests() {
    assertThat(run("tails", "plans")).isEqualTo(2);
    assertThat(err.toString()).contains("tail");
  }

  @Test
  void refusesToRunWithoutCommand() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).startsWith("which command?");
  }

  @Test
  void refusesUnknownTopic() {
    assertThat(run("tail", "plan", "-b", "127.0.0.1:1")).isEqualTo(2);
    assertThat(err.toString()).contains("unknown topic 'plan'; known are").contains("plans");
  }

  @Test
  void failsInOneLineWithoutBroker() {
    assertThat(run("topics", "check", "--data-dir", "no-such-directory")).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).startsWith("vputty: no broker: give --bootstrap HOST:PORT");
  }

  @Test
  void showsTheStackTraceWhenVerbose() {
    assertThat(run("topics", "check", "--data-dir", "no-such-directory", "-v")).isEqualTo(1);
    assertThat(err.toString()).contains("\tat io.vputty.app.command.BrokerOptions");
  }

  @Test
  void readsSettingsOfKafkasClientsFromAFileAndOneByOne(@TempDir Path directory)
      throws IOException {
    Path file = Files.writeString(directory.resolve("client.properties"), "security.protocol=NONE");

    assertThat(run("topics", "check", "-b", "127.0.0.1:1", "--kafka-config", file.toString()))
        .isEqualTo(1);
    assertThat(err.toString()).contains("security.protocol").contains("NONE");
    assertThat(
            run(
                "topics",
                "check",
                "-b",
                "127.0.0.1:1",
                "--kafka-config",
                file.toString(),
                "--kafka",
                "security.protocol=ODD"))
        .isEqualTo(1);
    assertThat(err.toString()).contains("ODD");
  }

  @Test
  void refusesToRunWithSettingsThatItsJobsWouldNotHave() {
    assertThat(run("run", "--kafka", "security.protocol=SSL")).isEqualTo(2);
    assertThat(err.toString()).contains("flink run");
  }

  @Test
  void printsACompletionScriptThatBashCanRead(@TempDir Path directory) throws Exception {
    assertThat(run("completion")).isZero();
    Path script = Files.writeString(directory.resolve("vputty.bash"), out.toString());

    assertThat(out.toString()).contains("footprint", "--bootstrap");
    assertThat(new ProcessBuilder("bash", "-n", script.toString()).start().waitFor()).isZero();
  }

  @Test
  void refusesUnknownFormats() {
    assertThat(run("drift", "-o", "xml")).isEqualTo(2);
    assertThat(err.toString()).contains("none of table, json, yaml");
  }

  private int run(String... arguments) {
    return Vputty.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private static List<String> commands() {
    return names("", Vputty.commandLine());
  }

  private static List<String> names(String prefix, CommandLine commandLine) {
    List<String> names = new ArrayList<>();
    commandLine
        .getSubcommands()
        .forEach(
            (name, subcommand) -> {
              names.add(prefix + name);
              names.addAll(names(prefix + name + " ", subcommand));
            });
    return names;
  }
}
