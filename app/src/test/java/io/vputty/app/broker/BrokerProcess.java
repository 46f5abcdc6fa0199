package io.vputty.app.broker;

import io.vputty.app.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The embedded broker in a process of its own, which can be killed and made to stand still. */
public final class BrokerProcess implements AutoCloseable {

  private final Process process;
  private final String bootstrapServers;

  private BrokerProcess(Process process, String bootstrapServers) {
    this.process = process;
    this.bootstrapServers = bootstrapServers;
  }

  /** Starts it on a directory and returns once it takes requests. */
  public static BrokerProcess start(Path directory) throws IOException {
    Process process =
        new ProcessBuilder(ChildJvm.command("512m", BrokerChild.class, directory.toString()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new BrokerProcess(process, awaitReady(process));
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
    signal("STOP");
  }

  /** Lets it go on. */
  public void resume() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    int status =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    if (status != 0) {
      throw new IOException("kill -%s ended with %d".formatted(name, status));
    }
  }

  /** Kills it. */
  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
