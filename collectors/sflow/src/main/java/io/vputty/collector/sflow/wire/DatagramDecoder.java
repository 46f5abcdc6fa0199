package io.vputty.collector.sflow.wire;

import io.vputty.collector.sflow.wire.MalformedDatagramException.Reason;
import io.vputty.collector.sflow.wire.Structure.Kind;
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
 * wire. A structure without a decoder is skipped by its length and counted. A datagram that does
 * not hold together is refused whole, so that nothing counts twice when its sender repeats it; its
 * sequence number then shows as lost. Bytes behind the last announced sample are ignored.
 *
 * <p>Not thread-safe: one decoder a thread.
 */
public final class DatagramDecoder {

  private static final int VERSION = 5;
  private static final int IPV4 = 1;
  private static final int IPV6 = 2;

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
   * @throws MalformedDatagramException if it is no version 5 or does not hold together
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
    for (int i = 0; i < samples; i++) {
      sample();
    }
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

  private void sample() throws MalformedDatagramException {
    int tag = reader.readInt();
    int outer = reader.enter(reader.readLength());
    Registry.Entry entry = find(Kind.SAMPLE, tag);
    if (entry != null && entry.sample() != null) {
      entry.sample().decode(reader, this);
    }
    reader.leave(outer);
  }

  FlowSample addFlowSample() {
    return datagram.addFlowSample();
  }

  void flowRecords(WireReader body, FlowSample sample) throws MalformedDatagramException {
    int records = body.readCount(STRUCTURE_BYTES);
    for (int i = 0; i < records; i++) {
      int tag = body.readInt();
      int outer = body.enter(body.readLength());
      Registry.Entry entry = find(Kind.FLOW, tag);
      if (entry != null && entry.flow() != null) {
        entry.flow().decode(body, sample);
      }
      body.leave(outer);
    }
  }

  void counterRecords(WireReader body) throws MalformedDatagramException {
    int records = body.readCount(STRUCTURE_BYTES);
    for (int i = 0; i < records; i++) {
      int tag = body.readInt();
      int outer = body.enter(body.readLength());
      find(Kind.COUNTER, tag);
      body.leave(outer);
    }
  }

  private Registry.@Nullable Entry find(Kind kind, int tag) {
    Registry.Entry entry = Registry.entry(kind, tag);
    if (entry == null) {
      counts.countUnknown(kind, tag);
    } else {
      counts.countKnown(entry.index());
    }
    return entry;
  }
}
