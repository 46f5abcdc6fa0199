package io.vputty.bench.planner.contender;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Programs of others. */
public final class Command {

  private static final Path BIN = Path.of("/usr/bin");
  private static final Path OWN = Path.of("/proc/self/stat");

  /** Place of the user time of waited-for children after the name in proc(5) stat. */
  private static final int CHILDREN = 13;

  private static final double TICKS_PER_SECOND = 100;

  private Command() {}

  /** User time of all children that ended, seconds, in steps of 0.01. */
  public static double childSeconds() {
    try {
      String line = Files.readString(OWN);
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
      return Long.parseLong(fields[CHILDREN]) / TICKS_PER_SECOND;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static boolean isHere(String program) {
    return Files.isExecutable(BIN.resolve(program));
  }

  /** Runs a program to its end. */
  static void run(List<String> words) throws IOException {
    Process process =
        new ProcessBuilder(words)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start();
    try {
      int status = process.waitFor();
      if (status != 0) {
        throw new IOException(words + " ended with status " + status);
      }
    } catch (InterruptedException interrupted) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException(words + " was interrupted", interrupted);
    }
  }
}
