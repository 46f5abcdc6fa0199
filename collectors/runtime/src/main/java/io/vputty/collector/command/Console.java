package io.vputty.collector.command;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Model.CommandSpec;

/** Whoever started a collector by hand: what it is told, and its sign to stop. */
public final class Console {

  /** Exit code when Kafka, a port or a file is not as needed. */
  public static final int BROKEN_SURROUNDINGS = 1;

  /** Exit code when the settings or options make no sense. */
  public static final int WRONG_USAGE = 2;

  private final PrintWriter out;
  private final PrintWriter err;

  public Console(CommandSpec spec) {
    out = spec.commandLine().getOut();
    err = spec.commandLine().getErr();
  }

  /** Prints what may have several lines and ends with the last of them. */
  public void print(String text) {
    out.print(text);
    out.flush();
  }

  /** Prints one line. */
  public void line(String text) {
    print(text + System.lineSeparator());
  }

  /** Prints counts, one a line. */
  public void counts(Map<String, Long> counts) {
    counts.forEach((name, count) -> line("%12d %s".formatted(count, name)));
  }

  /** Says why it ends, and returns the exit code. */
  public int fail(int exitCode, Exception reason) {
    err.println(reason.getMessage());
    err.flush();
    return exitCode;
  }

  /** Waits until the process is told to end, and has done what there is to do then. */
  public void awaitStop(String thread, Runnable atStop) throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    Runnable stop =
        () -> {
          atStop.run();
          stopped.countDown();
        };
    Runtime.getRuntime().addShutdownHook(new Thread(stop, thread));
    stopped.await();
  }
}
