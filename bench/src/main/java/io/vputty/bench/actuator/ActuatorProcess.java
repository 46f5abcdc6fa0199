package io.vputty.bench.actuator;

import io.vputty.app.Signal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;

/** One {@link ActuatorChild}, which can be killed, stopped and started again. */
final class ActuatorProcess implements AutoCloseable {
  private final String id;
  private final String bootstrap;
  private final Path directory;
  private final Queue<ActuatorProcess> waiting;
  private volatile Process process;

  /**
   * Starts it.
   *
   * @param waiting gets this whenever it waits at a point
   */
  ActuatorProcess(String id, String bootstrap, Path directory, Queue<ActuatorProcess> waiting)
      throws IOException {
    this.id = id;
    this.bootstrap = bootstrap;
    this.directory = directory;
    this.waiting = waiting;
    this.process = start();
  }

  String id() {
    return id;
  }

  boolean alive() {
    return process.isAlive();
  }

  void restart() throws IOException {
    process = start();
  }

  /** {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  void stop() throws IOException, InterruptedException {
    Signal.STOP.to(process);
  }

  /** Lets a stopped one go on from the point at which it waited. */
  void goOn() throws IOException, InterruptedException {
    OutputStream input = process.getOutputStream();
    input.write('\n');
    input.flush();
    Signal.CONT.to(process);
  }

  /** Ends it without waiting; one that is stopped ends as well. */
  void end() {
    process.destroyForcibly();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }

  private Process start() throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            ActuatorChild.class.getName(),
            id,
            bootstrap,
            directory.toString(),
            Long.toString(ProcessHandle.current().pid()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(
        ProcessBuilder.Redirect.appendTo(directory.resolve(id + ".log").toFile()));
    Process started = builder.start();
    Thread reader = new Thread(() -> read(started), "output of " + id);
    reader.setDaemon(true);
    reader.start();
    return started;
  }

  private void read(Process started) {
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.startsWith(Breakpoints.AT)) {
          waiting.add(this);
        }
      }
    } catch (IOException e) {
      if (started.isAlive()) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
