package io.vputty.bench.collector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command in a cgroup of its own, which counts the CPU time of all that it starts, even of what
 * nobody waits for. Needs root.
 */
final class CpuGroup implements AutoCloseable {

  private static final Path VERSION_ONE = Path.of("/sys/fs/cgroup/cpuacct");
  private static final Path VERSION_TWO = Path.of("/sys/fs/cgroup");
  private static final double MICROS = 1e6;
  private static final double NANOS = 1e9;
  private static final int PATIENCE_SECONDS = 10;
  private static final String ENTER = "echo $$ > \"$0/cgroup.procs\" && exec \"$@\"";

  private final Path folder;
  private final Process process;

  /**
   * Starts the command.
   *
   * @param log takes its output
   */
  CpuGroup(String name, List<String> command, Path log) throws IOException {
    Path tree = Files.isDirectory(VERSION_ONE) ? VERSION_ONE : VERSION_TWO;
    folder = Files.createDirectories(tree.resolve(name));
    List<String> words = new ArrayList<>(List.of("sh", "-c", ENTER, folder.toString()));
    words.addAll(command);
    process =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** CPU time so far, seconds. */
  double cpuSeconds() throws IOException {
    Path versionOne = folder.resolve("cpuacct.usage");
    if (Files.exists(versionOne)) {
      return Long.parseLong(Files.readString(versionOne).strip()) / NANOS;
    }
    String usage = Files.readAllLines(folder.resolve("cpu.stat")).get(0);
    return Long.parseLong(usage.substring(usage.indexOf(' ') + 1).strip()) / MICROS;
  }

  /** Asks the command to end, ends what is left of it, and removes the group. */
  @Override
  public void close() throws IOException, InterruptedException {
    process.destroy();
    process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    for (String pid : Files.readAllLines(folder.resolve("cgroup.procs"))) {
      ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
    }
    process.waitFor();
    TimeUnit.SECONDS.sleep(1);
    Files.delete(folder);
  }
}
