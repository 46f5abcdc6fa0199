package io.vputty.bench.collector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** What a process and all that it started have used, from /proc (proc_pid_stat(5)). */
final class ProcessTree {

  private static final double TICKS_PER_SECOND = 100;
  private static final int FIRST_TIME = 11;
  private static final int LAST_TIME = 14;
  private static final int PATIENCE_SECONDS = 10;

  private final ProcessHandle root;

  ProcessTree(ProcessHandle root) {
    this.root = root;
  }

  /** CPU time so far, that of children that have ended included, seconds. */
  double cpuSeconds() throws IOException {
    long ticks = 0;
    try (Stream<ProcessHandle> handles = Stream.concat(Stream.of(root), root.descendants())) {
      for (ProcessHandle handle : handles.toList()) {
        ticks += ticks(handle.pid());
      }
    }
    return ticks / TICKS_PER_SECOND;
  }

  /** User and system time of a process and of its children that it has waited for. */
  private static long ticks(long pid) throws IOException {
    String stat;
    try {
      stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    } catch (NoSuchFileException e) {
      return 0; // its parent has its time
    }
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = 0;
    for (int field = FIRST_TIME; field <= LAST_TIME; field++) {
      ticks += Long.parseLong(fields[field]);
    }
    return ticks;
  }

  /** Asks the first to end, and then ends all that are left. */
  void stop() throws InterruptedException, ExecutionException {
    List<ProcessHandle> all = Stream.concat(Stream.of(root), root.descendants()).toList();
    root.destroy();
    try {
      root.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      all.forEach(ProcessHandle::destroyForcibly);
      root.onExit().get();
    }
  }
}
