package io.vputty.app.recorded;

import io.vputty.app.Signal;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One process of a cluster, which can be killed, started again and made to stand still. */
public final class ClusterMember implements AutoCloseable {

  private final List<String> command;
  private final File log;
  private Process process;

  /** Starts it; it does not outlive this process. */
  public ClusterMember(List<String> command, Path log) throws IOException {
    this.command = List.copyOf(command);
    this.log = log.toFile();
    this.process = launch();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> process.destroyForcibly()));
  }

  /** {@code kill -9}. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Starts a killed one again. */
  public void restart() throws IOException {
    process = launch();
  }

  /** Makes it stand still. */
  public void pause() throws IOException, InterruptedException {
    Signal.STOP.to(process);
  }

  /** Lets it go on. */
  public void resume() throws IOException, InterruptedException {
    Signal.CONT.to(process);
  }

  /** Whether it runs; one that gave up, as a supervisor expects of it, does not. */
  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }

  private Process launch() throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
        .start();
  }
}
