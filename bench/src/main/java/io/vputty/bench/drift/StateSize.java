package io.vputty.bench.drift;

import io.vputty.model.drift.EdgeDriftState;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataOutputSerializer;

/** What an edge's state takes. */
final class StateSize {

  private static final int EDGES = 200_000;
  private static final int ALIGNMENT = 8;

  private StateSize() {}

  /** Bytes in a state backend that keeps it serialized, as a POJO of Flink's. */
  static int serialized() {
    DataOutputSerializer out = new DataOutputSerializer(256);
    try {
      TypeInformation.of(EdgeDriftState.class)
          .createSerializer(new SerializerConfigImpl())
          .serialize(new EdgeDriftState(), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.length();
  }

  /** Bytes on the heap, its arrays included: measured over many, to the nearest eight. */
  static long onHeap() {
    EdgeDriftState[] states = new EdgeDriftState[EDGES];
    long before = used();
    for (int edge = 0; edge < EDGES; edge++) {
      states[edge] = new EdgeDriftState();
    }
    long bytes = used() - before;
    if (states[EDGES - 1].panes != 0) {
      throw new AssertionError("a new state has panes");
    }
    return Math.round((double) bytes / EDGES / ALIGNMENT) * ALIGNMENT;
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
