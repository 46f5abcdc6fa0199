package io.vputty.bench.actuator;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A platform that several processes share: one file per VM, to which each thing that happens to it
 * is appended under a lock. Like a hypervisor it migrates by itself once told to, whoever dies, and
 * refuses to migrate a VM that migrates already or is elsewhere. It keeps no ids of moves.
 */
final class SharedPlatform {
  private final Path directory;
  private final Clock clock;

  SharedPlatform(Path directory, Clock clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /** One line of a VM's file. */
  private record Line(String what, String from, String to, long millis) {
    static Line of(String text) {
      String[] words = text.split(" ", -1);
      return new Line(words[0], words[1], words[2], Long.parseLong(words[3]));
    }

    @Override
    public String toString() {
      return "%s %s %s %d".formatted(what, from, to, millis);
    }
  }

  /**
   * Where a VM is.
   *
   * @param host the host it runs on
   * @param target where it is going; empty if it stays
   * @param share share of the way
   */
  record Whereabouts(String host, String target, double share) {
    boolean migrates() {
      return !target.isEmpty();
    }
  }

  /** Starts done to a VM: how many were carried out and how many refused. */
  record Starts(long carriedOut, long refused) {}

  /** Puts a VM on a host; its migrations will take that long. */
  void place(String vm, String host, long migrationMillis) throws IOException {
    append(vm, lines -> Optional.of(new Line("placed", host, host, migrationMillis)));
  }

  /** Starts to migrate a VM; false if it refuses. */
  boolean migrate(String vm, String source, String target) throws IOException {
    Line appended =
        append(
            vm,
            lines -> {
              Whereabouts now = whereabouts(lines);
              boolean can = !now.migrates() && now.host().equals(source);
              String what = can ? "started" : "refused";
              return Optional.of(new Line(what, source, target, clock.millis()));
            });
    return appended.what().equals("started");
  }

  /** Stops a migration; false if there is none. */
  boolean cancel(String vm) throws IOException {
    Line newest =
        append(
            vm,
            lines -> {
              Whereabouts now = whereabouts(lines);
              return now.migrates()
                  ? Optional.of(new Line("stopped", now.host(), now.host(), clock.millis()))
                  : Optional.empty();
            });
    return newest.what().equals("stopped");
  }

  Whereabouts whereabouts(String vm) throws IOException {
    try (FileChannel file = locked(vm)) {
      return whereabouts(read(file));
    }
  }

  Starts starts(String vm) throws IOException {
    try (FileChannel file = locked(vm)) {
      List<Line> lines = read(file);
      return new Starts(count(lines, "started"), count(lines, "refused"));
    }
  }

  private static long count(List<Line> lines, String what) {
    return lines.stream().filter(line -> line.what().equals(what)).count();
  }

  private Whereabouts whereabouts(List<Line> lines) {
    long duration = lines.get(0).millis();
    Line last = lines.get(0);
    String host = last.from();
    for (Line line : lines) {
      if (last.what().equals("started") && line.millis() - last.millis() >= duration) {
        host = last.to();
      }
      last = line.what().equals("refused") ? last : line;
    }
    long gone = clock.millis() - last.millis();
    if (!last.what().equals("started")) {
      return new Whereabouts(host, "", 0);
    }
    return gone >= duration
        ? new Whereabouts(last.to(), "", 0)
        : new Whereabouts(last.from(), last.to(), (double) Math.max(0, gone) / duration);
  }

  /** Decides on what happens next, by what has happened. */
  private interface Next {
    Optional<Line> after(List<Line> lines);
  }

  /** Appends what is next, if anything, and returns the newest line. */
  private Line append(String vm, Next next) throws IOException {
    try (FileChannel file = locked(vm)) {
      List<Line> lines = read(file);
      Optional<Line> line = next.after(lines);
      if (line.isPresent()) {
        file.position(file.size());
        file.write(ByteBuffer.wrap((line.get() + "\n").getBytes(StandardCharsets.UTF_8)));
      }
      return line.orElseGet(() -> lines.get(lines.size() - 1));
    }
  }

  /** The VM's file, locked until it is closed. */
  private FileChannel locked(String vm) throws IOException {
    FileChannel file = FileChannel.open(directory.resolve(vm + ".vm"), CREATE, READ, WRITE);
    file.lock();
    return file;
  }

  private static List<Line> read(FileChannel file) throws IOException {
    file.position(0);
    byte[] bytes = Channels.newInputStream(file).readAllBytes();
    List<Line> lines = new ArrayList<>();
    new String(bytes, StandardCharsets.UTF_8).lines().map(Line::of).forEach(lines::add);
    return lines;
  }
}
