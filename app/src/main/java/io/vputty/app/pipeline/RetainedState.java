package io.vputty.app.pipeline;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checkpoints and savepoints that a job left behind in its directory.
 *
 * <p>A checkpoint is complete when its {@code _metadata} is there, which Flink writes last and
 * renames into place. The newest is the one with the highest checkpoint id, read from the metadata
 * itself: directories of savepoints do not carry it, and file times follow a clock that may jump.
 */
final class RetainedState {
  private static final Logger LOG = LoggerFactory.getLogger(RetainedState.class);
  private static final String METADATA = "_metadata";
  private static final int LEVELS = 3;

  private RetainedState() {}

  /** The newest complete checkpoint or savepoint anywhere below the directory. */
  static Optional<Path> newest(Path directory) {
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    return metadataFiles(directory).stream()
        .map(RetainedState::read)
        .filter(Objects::nonNull)
        .max(Comparator.comparingLong(Found::checkpointId))
        .map(Found::path);
  }

  private static List<Path> metadataFiles(Path directory) {
    try (Stream<Path> files = Files.walk(directory, LEVELS)) {
      return files.filter(file -> file.endsWith(METADATA)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list checkpoints in " + directory, e);
    }
  }

  private static @Nullable Found read(Path metadata) {
    ClassLoader classLoader = RetainedState.class.getClassLoader();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(metadata)))) {
      CheckpointMetadata content =
          Checkpoints.loadCheckpointMetadata(in, classLoader, metadata.toString());
      return new Found(content.getCheckpointId(), Objects.requireNonNull(metadata.getParent()));
    } catch (IOException e) {
      LOG.warn("passing over unreadable checkpoint {}: {}", metadata, e.toString());
      return null;
    }
  }

  private record Found(long checkpointId, Path path) {}
}
