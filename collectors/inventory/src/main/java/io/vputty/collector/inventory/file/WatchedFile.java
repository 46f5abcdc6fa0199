package io.vputty.collector.inventory.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file that is written by others while it is read: a change counts when two looks in a row see
 * the same contents, so that a file half written is not taken for one that lost its second half.
 */
final class WatchedFile {

  private final Path file;
  private String taken;
  private @Nullable String candidate;

  /** Takes the contents as they are. */
  WatchedFile(Path file) throws IOException {
    this.file = file;
    taken = Files.readString(file);
  }

  /** The contents last taken. */
  String contents() {
    return taken;
  }

  /** Looks at the file; its contents if they are new and have settled. */
  Optional<String> poll() throws IOException {
    String now = Files.readString(file);
    if (now.equals(taken)) {
      candidate = null;
      return Optional.empty();
    }
    if (!now.equals(candidate)) {
      candidate = now;
      return Optional.empty();
    }
    taken = now;
    candidate = null;
    return Optional.of(now);
  }
}
