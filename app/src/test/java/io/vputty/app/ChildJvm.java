package io.vputty.app;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The command of a Java process with this one's class path. */
public final class ChildJvm {

  private ChildJvm() {}

  /**
   * The command.
   *
   * @param heap largest heap, such as {@code 512m}
   * @param main class with the main method
   * @param arguments of that method
   */
  public static List<String> command(String heap, Class<?> main, String... arguments) {
    return Stream.concat(
            Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.time=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()),
            Stream.of(arguments))
        .toList();
  }
}
