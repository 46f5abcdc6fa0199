package io.vputty.collector.sflow.wire;

import io.vputty.collector.sflow.wire.xdr.Fields;
import io.vputty.collector.sflow.wire.xdr.Layout;
import io.vputty.collector.sflow.wire.xdr.MalformedDatagramException;
import io.vputty.collector.sflow.wire.xdr.WireReader;
import java.util.Arrays;
import java.util.Objects;

/**
 * Where the records of one sample lie that have a layout: noted while the datagram is walked,
 * without an object for any, and read when somebody asks. Valid as long as its {@link Datagram}.
 */
public final class Records {

  private static final int WORDS = 3;
  private static final int OFFSET = 1;
  private static final int LENGTH = 2;

  private static final int[] NONE = {};
  private static final int FIRST = 4;
  private static final byte[] NO_BYTES = {};

  private byte[] bytes = NO_BYTES;
  private int[] places = NONE;
  private int size;

  Records() {}

  void clear(byte[] bytes) {
    this.bytes = bytes;
    size = 0;
  }

  void note(int structure, int offset, int length) {
    if (size * WORDS == places.length) {
      places = Arrays.copyOf(places, Math.max(FIRST * WORDS, 2 * places.length));
    }
    places[size * WORDS] = structure;
    places[size * WORDS + OFFSET] = offset;
    places[size * WORDS + LENGTH] = length;
    size++;
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** What a record is. */
  public Structure structure(int record) {
    return Registry.structure(places[Objects.checkIndex(record, size) * WORDS]);
  }

  /**
   * Reads a record.
   *
   * @throws MalformedDatagramException if it is shorter than its fields or contradicts itself
   */
  public Fields read(int record) throws MalformedDatagramException {
    Layout layout = Objects.requireNonNull(structure(record).layout());
    WireReader reader = new WireReader();
    reader.open(bytes, places[record * WORDS + OFFSET], places[record * WORDS + LENGTH]);
    return layout.read(reader);
  }
}
