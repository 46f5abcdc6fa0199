package io.vputty.collector.inventory.file;

import io.vputty.collector.Counters;
import io.vputty.collector.Outbox;
import io.vputty.collector.inventory.source.Reading;
import io.vputty.collector.inventory.source.Snapshot;
import io.vputty.schema.Rejected;
import io.vputty.schema.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The inventory file as a source: looked at again and again, with a history that falls due.
 *
 * <p>A file that turns invalid changes nothing: what was read last stays in force, the problems are
 * logged and put on {@code vputty.rejected.v1}, and "files.refused" counts. Not thread-safe, but
 * for {@link #latest}.
 */
public final class DeclaredFile {

  /** What settings and metrics call it. */
  public static final String KIND = "yaml";

  private static final Logger LOG = LoggerFactory.getLogger(DeclaredFile.class);

  private static final int MAX_REJECTED_BYTES = 100_000;

  private final Path path;
  private final WatchedFile file;
  private final String writer;
  private final Outbox outbox;
  private final Counters counters;
  private Declaration declaration;
  private @Nullable String problem;
  private boolean unreadable;
  private volatile Reading latest;

  /**
   * Reads the file.
   *
   * @param writer the collector's name, for files that it refuses
   * @param outbox where it sends those
   */
  public DeclaredFile(Path path, String writer, Outbox outbox, Instant now, Counters counters)
      throws IOException, InventoryFileException {
    this.path = path;
    this.writer = writer;
    this.outbox = outbox;
    this.counters = counters;
    file = new WatchedFile(path);
    declaration = InventoryReader.read(path.toString(), file.contents());
    latest = Reading.begun(KIND, KIND + " " + path, now).said(snapshot(now), now);
  }

  /** What is known at present, as of the last look. */
  public Reading latest() {
    return latest;
  }

  /** Looks at the file, and at what falls due. */
  public void look(Instant now) {
    refresh(now);
    Instant answered = problem == null ? now : latest.answered().orElse(now);
    Reading said = latest.said(snapshot(now), answered);
    latest = Optional.ofNullable(problem).map(said::failed).orElse(said);
  }

  private Snapshot snapshot(Instant now) {
    return new Snapshot(declaration.asOf(now), Set.of());
  }

  private void refresh(Instant now) {
    try {
      Optional<String> changed = file.poll();
      if (changed.isPresent()) {
        load(changed.get(), now);
      } else if (unreadable) {
        problem = null;
      }
      unreadable = false;
    } catch (IOException e) {
      if (!unreadable) {
        LOG.warn("{} cannot be read; what it said last stays in force: {}", path, e);
        counters.increment("files.unreadable");
      }
      problem = "cannot be read: " + e;
      unreadable = true;
    }
  }

  private void load(String text, Instant now) {
    try {
      declaration = InventoryReader.read(path.toString(), text);
      problem = null;
      counters.increment("files.read");
      LOG.info("{} has changed", path);
    } catch (InventoryFileException e) {
      problem = "refused: " + e.problems().get(0);
      LOG.warn(
          "what the file said last stays in force:{}{}", System.lineSeparator(), e.getMessage());
      counters.increment("files.refused");
      outbox.send(Topics.REJECTED, path.toString(), rejected(text, e, now));
    }
  }

  private Rejected rejected(String text, InventoryFileException why, Instant now) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int kept = Math.min(bytes.length, MAX_REJECTED_BYTES);
    return Rejected.newBuilder()
        .setTime(now)
        .setReader(writer)
        .setSource(path.toString())
        .setReason("inventory")
        .setDetail(String.valueOf(why.getMessage()))
        .setPayload(ByteBuffer.wrap(bytes, 0, kept))
        .setPayloadLength(bytes.length)
        .build();
  }
}
