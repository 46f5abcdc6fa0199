package io.vputty.collector.inventory;

import io.vputty.collector.Counters;
import io.vputty.collector.Outbox;
import io.vputty.collector.inventory.file.DeclaredFile;
import io.vputty.collector.inventory.file.InventoryFileException;
import io.vputty.collector.inventory.kubernetes.KubernetesSource;
import io.vputty.collector.inventory.libvirt.LibvirtSource;
import io.vputty.collector.inventory.openstack.OpenstackSource;
import io.vputty.collector.inventory.source.InventorySource;
import io.vputty.collector.inventory.source.Reading;
import io.vputty.collector.inventory.source.SourceException;
import io.vputty.collector.inventory.source.SourceReader;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All sources of one collector, each read on its own; the file is read by who looks. */
final class Sources implements AutoCloseable {

  private final Optional<DeclaredFile> file;
  private final List<SourceReader> readers;

  Sources(Optional<DeclaredFile> file, List<SourceReader> readers) {
    this.file = file;
    this.readers = List.copyOf(readers);
  }

  /**
   * Reads the file, and begins to read the others.
   *
   * @throws IOException if the file cannot be read, or a source can never answer here
   * @throws InventoryFileException if the file is invalid
   */
  static Sources open(InventoryConfig config, Outbox outbox, Clock clock, Counters counters)
      throws IOException, InventoryFileException {
    Optional<DeclaredFile> file = Optional.empty();
    if (config.sources().contains(InventoryConfig.YAML)) {
      file =
          Optional.of(
              new DeclaredFile(config.file(), config.writer(), outbox, clock.instant(), counters));
    }
    List<InventorySource> asked = new ArrayList<>();
    for (String kind : config.sources()) {
      asked.addAll(open(kind, config));
    }
    return new Sources(
        file,
        asked.stream()
            .map(source -> new SourceReader(source, config.refresh(), clock, counters))
            .toList());
  }

  private static List<InventorySource> open(String kind, InventoryConfig config)
      throws SourceException {
    return switch (kind) {
      case InventoryConfig.LIBVIRT -> libvirt(config.libvirt());
      case InventoryConfig.OPENSTACK -> List.of(new OpenstackSource(config.openstack()));
      case InventoryConfig.KUBERNETES -> List.of(new KubernetesSource(config.kubernetes()));
      default -> List.of();
    };
  }

  private static List<InventorySource> libvirt(List<String> uris) throws SourceException {
    List<InventorySource> sources = new ArrayList<>();
    for (String uri : uris) {
      sources.add(LibvirtSource.of(uri));
    }
    return sources;
  }

  /** Looks at the file; what is known of each source then. */
  List<Reading> look(Instant now) {
    file.ifPresent(known -> known.look(now));
    return readings();
  }

  /** What is known of each source; never waits, and any thread may ask. */
  List<Reading> readings() {
    return Stream.concat(
            file.map(DeclaredFile::latest).stream(), readers.stream().map(SourceReader::latest))
        .toList();
  }

  @Override
  public void close() {
    readers.forEach(SourceReader::close);
  }
}
