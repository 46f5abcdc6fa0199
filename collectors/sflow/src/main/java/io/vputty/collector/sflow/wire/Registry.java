package io.vputty.collector.sflow.wire;

import io.vputty.collector.sflow.wire.Structure.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one table of what an agent may send: tag, name, and how it is decoded or that it is skipped
 * by its length.
 *
 * <p>Names are those of the <a href="https://sflow.org/developers/structures.php">sFlow structure
 * numbers</a> and of the documents they come from. A structure that is not listed is skipped and
 * counted under its tag.
 */
public final class Registry {

  /** Reads the body of a sample. */
  @FunctionalInterface
  interface SampleDecoder {
    void decode(WireReader body, DatagramDecoder decoder) throws MalformedDatagramException;
  }

  /** Reads the body of a record inside a flow sample. */
  @FunctionalInterface
  interface FlowRecordDecoder {
    void decode(WireReader body, FlowSample sample) throws MalformedDatagramException;
  }

  /** A structure with what reads it; both null when it is skipped. */
  record Entry(
      Structure structure,
      int index,
      @Nullable SampleDecoder sample,
      @Nullable FlowRecordDecoder flow) {}

  private static final List<Entry> ENTRIES = new ArrayList<>();

  /** Enterprise 0, found by index: a row of the table for each kind. */
  private static final int ROW = 1 << Structure.FORMAT_BITS;

  private static final @Nullable Entry[] STANDARD = new Entry[Kind.values().length * ROW];

  private static final Map<Key, Entry> VENDOR = new HashMap<>();

  private record Key(Kind kind, int tag) {}

  static {
    sample(1, "flow_sample", FlowSamples::compact);
    sample(2, "counters_sample", CounterSamples::compact);
    sample(3, "flow_sample_expanded", FlowSamples::expanded);
    sample(4, "counters_sample_expanded", CounterSamples::expanded);
    skip(Kind.SAMPLE, 0, 5, "discarded_packet");
    flow(1, "sampled_header", RawHeaders::decode);
    StandardNames.FLOW.forEach((format, name) -> skip(Kind.FLOW, 0, format, name));
    StandardNames.COUNTER.forEach((format, name) -> skip(Kind.COUNTER, 0, format, name));
    skip(Kind.COUNTER, 5703, 1, "nvidia_gpu");
    skip(Kind.COUNTER, 4413, 1, "broadcom_device_buffers");
    skip(Kind.COUNTER, 4413, 2, "broadcom_port_buffers");
    skip(Kind.COUNTER, 4413, 3, "broadcom_asic_tables");
  }

  private Registry() {}

  /** Every structure known by name, in the order of the table. */
  public static List<Structure> structures() {
    return ENTRIES.stream().map(Entry::structure).toList();
  }

  /** The name of a structure, if it is known. */
  public static Optional<Structure> find(Kind kind, int tag) {
    return Optional.ofNullable(entry(kind, tag)).map(Entry::structure);
  }

  static int size() {
    return ENTRIES.size();
  }

  static @Nullable Entry entry(Kind kind, int tag) {
    return isStandard(tag) ? STANDARD[kind.row() * ROW + tag] : VENDOR.get(new Key(kind, tag));
  }

  private static boolean isStandard(int tag) {
    return tag >>> Structure.FORMAT_BITS == 0;
  }

  private static void sample(int format, String name, SampleDecoder decoder) {
    add(new Structure(Kind.SAMPLE, Structure.tag(0, format), name), decoder, null);
  }

  private static void flow(int format, String name, FlowRecordDecoder decoder) {
    add(new Structure(Kind.FLOW, Structure.tag(0, format), name), null, decoder);
  }

  private static void skip(Kind kind, int enterprise, int format, String name) {
    add(new Structure(kind, Structure.tag(enterprise, format), name), null, null);
  }

  private static void add(
      Structure structure, @Nullable SampleDecoder sample, @Nullable FlowRecordDecoder flow) {
    Entry entry = new Entry(structure, ENTRIES.size(), sample, flow);
    ENTRIES.add(entry);
    if (isStandard(structure.tag())) {
      STANDARD[structure.kind().row() * ROW + structure.tag()] = entry;
    } else {
      VENDOR.put(new Key(structure.kind(), structure.tag()), entry);
    }
  }
}
