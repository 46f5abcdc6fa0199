package io.vputty.bench.actuator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Points at which a process waits: each is a file that its parent made. The process that reaches it
 * first removes it, says so on standard output, and waits for a byte on standard input.
 */
final class Breakpoints {
  /** Begins the line that names a point reached. */
  static final String AT = "AT ";

  private final Path directory;

  Breakpoints(Path directory) {
    this.directory = directory;
  }

  void arm(LifePoint point, String vm) throws IOException {
    Files.createFile(file(point, vm));
  }

  /** Waits here if this point is armed. */
  void reach(LifePoint point, String vm) {
    try {
      if (Files.deleteIfExists(file(point, vm))) {
        System.out.println(AT + point + " " + vm);
        System.out.flush();
        if (System.in.read() < 0) {
          throw new IOException("the parent is gone");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(LifePoint point, String vm) {
    return directory.resolve(point + "@" + vm);
  }
}
