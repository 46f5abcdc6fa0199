package io.vputty.collector.sflow.wire;

import io.vputty.collector.sflow.wire.Structure.Kind;
import io.vputty.collector.sflow.wire.xdr.MalformedDatagramException;
import io.vputty.collector.sflow.wire.xdr.MalformedDatagramException.Reason;
import io.vputty.collector.sflow.wire.xdr.WireReader;
import org.jspecify.annotations.Nullable;

/**
 * Decodes <a href="https://sflow.org/sflow_version_5.txt">sFlow version 5</a> datagrams.
 *
 * <pre>
 * datagram: version = 5, address type, agent address, sub-agent, sequence, uptime ms, samples
 * sample:   tag, length, body;     record in a sample: tag, length, body
 * </pre>
 *
 * Total and bounded: every length and count is checked against the bytes that are left before it is
 * used, nesting is fixed, every step consumes bytes, and no allocation follows a number on the
 * wire. A structure that is not known, or of no use, is skipped by its length and counted. What
 * does not hold together is contained: a broken record ends its sample, a broken sample is left
 * out, and the rest is kept, with the first {@link Datagram#fault}. Bytes behind the last announced
 * sample are ignored.
 *
 * <p>Not thread-safe: one decoder a thread.
 */
public final class DatagramDecoder {

  private static final int VERSION = 5;
  private static final int IPV4 = 1;
  private static final int IPV6 = 2;

  private static final int FLOW = 1;
  private static final int COUNTERS = 2;
  private static final int EXPANDED_FLOW = 3;
  private static final int EXPANDED_COUNTERS = 4;
  private static final int DISCARDED = 5;

  private static final int MOST_FAULTS = 8;

  /** Tag and length: the least that a sample or record takes. */
  private static final int STRUCTURE_BYTES = 8;

  private final WireReader reader = new WireReader();
  private final Datagram datagram = new Datagram();
  private final TagCounts counts;

  public DatagramDecoder(TagCounts counts) {
    this.counts = counts;
  }

  /**
   * Decodes one datagram in place.
   *
   * @return a view of it, valid until the next call and while the bytes stay
   * @throws MalformedDatagramException if it is no version 5 or its own header is broken
   */
  public Datagram decode(byte[] bytes, int offset, int length) throws MalformedDatagramException {
    reader.open(bytes, offset, length);
    datagram.begin(bytes);
    int version = reader.readInt();
    if (version != VERSION) {
      throw reader.malformed(Reason.VERSION, "version " + Integer.toUnsignedString(version));
    }
    AgentAddress agent = address();
    datagram.sentBy(agent, reader.readInt(), reader.readUnsigned(), reader.readUnsigned());
    int samples = reader.readCount(STRUCTURE_BYTES);
    datagram.announce(samples);
    for (int i = 0; i < samples && sample(); i++) {}
    return datagram;
  }

  private AgentAddress address() throws MalformedDatagramException {
    int type = reader.readInt();
    return switch (type) {
      case IPV4 -> new AgentAddress(4, 0, reader.readUnsigned());
      case IPV6 -> new AgentAddress(6, reader.readLong(), reader.readLong());
      default ->
          throw reader.malformed(Reason.ADDRESS, "address type " + Integer.toUnsignedString(type));
    };
  }

  /**
   * Reads the next sample; false if it is not known where the one behind it begins, or if so much
   * is broken that the rest is not worth a look.
   */
  private boolean sample() {
    int outer;
    int tag;
    try {
      tag = reader.readInt();
      outer = reader.enter(reader.readLength());
    } catch (MalformedDatagramException e) {
      datagram.fault(e);
      return false;
    }
    find(Kind.SAMPLE, tag);
    switch (tag) {
      case FLOW, EXPANDED_FLOW -> flowSample(tag);
      case COUNTERS, EXPANDED_COUNTERS -> counterSample(tag);
      case DISCARDED -> discardedPacket();
      default -> {} // skipped by its length
    }
    reader.leave(outer);
    return datagram.faults() < MOST_FAULTS;
  }

  private void flowSample(int tag) {
    FlowSample sample = datagram.addFlowSample();
    try {
      if (tag == FLOW) {
        SampleReader.flow(reader, sample);
      } else {
        SampleReader.expandedFlow(reader, sample);
      }
    } catch (MalformedDatagramException e) {
      datagram.dropFlowSample();
      datagram.fault(e);
      return;
    }
    records(Kind.FLOW, sample.records, sample);
  }

  private void counterSample(int tag) {
    CounterSample sample = datagram.addCounterSample();
    try {
      if (tag == COUNTERS) {
        SampleReader.counters(reader, sample);
      } else {
        SampleReader.expandedCounters(reader, sample);
      }
    } catch (MalformedDatagramException e) {
      datagram.dropCounterSample();
      datagram.fault(e);
      return;
    }
    records(Kind.COUNTER, sample.records, null);
  }

  private void discardedPacket() {
    DiscardedPacket packet = datagram.addDiscardedPacket();
    try {
      SampleReader.discarded(reader, packet);
    } catch (MalformedDatagramException e) {
      datagram.dropDiscardedPacket();
      datagram.fault(e);
      return;
    }
    records(Kind.FLOW, packet.records, null);
  }

  /** Walks the records of a sample up to the first that reaches beyond it. */
  private void records(Kind kind, Records into, @Nullable FlowSample sample) {
    try {
      int records = reader.readCount(STRUCTURE_BYTES);
      for (int i = 0; i < records; i++) {
        int tag = reader.readInt();
        int outer = reader.enter(reader.readLength());
        Registry.Entry entry = find(kind, tag);
        if (entry != null && entry.structure().layout() != null) {
          into.note(entry.index(), reader.position(), reader.remaining());
          if (sample != null) {
            PacketRecords.read(tag, reader, sample);
          }
        }
        reader.leave(outer);
      }
    } catch (MalformedDatagramException e) {
      datagram.fault(e);
    }
  }

  private Registry.@Nullable Entry find(Kind kind, int tag) {
    Registry.Entry entry = Registry.entry(kind, tag);
    if (entry == null) {
      counts.countUnknown(kind, tag);
    } else {
      counts.countKnown(entry.index());
      datagram.saw(entry.index());
    }
    return entry;
  }
}
