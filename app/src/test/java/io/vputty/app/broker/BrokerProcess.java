package io.vputty.app.broker;

import io.vputty.app.ChildJvm;
import io.vputty.app.Signal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The embedded broker in a process of its own, which can be killed and made to stand still. */
public final class BrokerProcess implements AutoCloseable {

  private static final String ANY_PORT = "0";

  private final Path directory;
  private final String bootstrapServers;
  private Process process;

  private BrokerProcess(Path directory) throws IOException {
    this.directory = directory;
    this.process = launch(directory, ANY_PORT);
    this.bootstrapServers = awaitReady(process);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> process.destroyForcibly()));
  }

  /** Starts it on a directory; returns once it takes requests. It does not outlive this process. */
  public static BrokerProcess start(Path directory) throws IOException {
    return new BrokerProcess(directory);
  }

  private static Process launch(Path directory, String port) throws IOException {
    return new ProcessBuilder(
            ChildJvm.command("512m", BrokerChild.class, directory.toString(), port))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static String awaitReady(Process process) throws IOException {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = output.readLine();
    while (line != null && !line.startsWith(BrokerChild.READY)) {
      line = output.readLine();
    }
    if (line == null) {
      throw new IOException("the broker's process ended before it was ready");
    }
    return line.substring(BrokerChild.READY.length());
  }

  /** What clients put into {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Makes it stand still: connections stay open, and nothing is answered. */
  public void pause() throws IOException, InterruptedException {
    Signal.STOP.to(process);
  }

  /** Lets it go on. */
  public void resume() throws IOException, InterruptedException {
    Signal.CONT.to(process);
  }

  /** {@code kill -9}. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Starts a killed one again, on the same directory and port; returns once it takes requests. */
  public void restart() throws IOException {
    String port = bootstrapServers.substring(bootstrapServers.indexOf(':') + 1);
    process = launch(directory, port);
    awaitReady(process);
  }

  /** Kills it. */
  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
