package io.vputty.bench.collector;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A collector that is measured. */
interface Contender {

  /** Where a contender runs. */
  record Place(Path directory, String broker, int port, String topic) {}

  /** Its name in the table. */
  String label();

  /** The command that starts it, receiving at {@link Place#port()} of loopback. */
  List<String> command(Place place) throws IOException;

  /** Begins to follow what it sends to Kafka from now on. */
  Delivered delivered(Place place);

  /** What came to Kafka. */
  interface Delivered extends AutoCloseable {

    /** Flow samples that all records until now stand for. */
    long samples();

    @Override
    void close();
  }
}
