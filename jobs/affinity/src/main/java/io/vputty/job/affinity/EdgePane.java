package io.vputty.job.affinity;

import io.vputty.model.estimate.SampleSums;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.EdgeKind;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** One edge in one pane, every packet or operation counted once; a Flink POJO. */
public final class EdgePane {
  private static final List<EdgeKind> KINDS = List.of(EdgeKind.values());

  /** End of the pane, ms. */
  public long paneEndMs;

  /** When it takes effect, ms: the end of the pane, or a later one's if it came late. */
  public long atMs;

  public EdgeKind kind = EdgeKind.NETWORK;
  public String from = "";
  public String to = "";

  /** Sampled packets, or operations on a volume. */
  public SampleSums sums = new SampleSums();

  /** Bytes written to a volume, of those in the sums. */
  public long writtenBytes;

  /** Writing operations on a volume, of those in the sums. */
  public long writeOperations;

  /** Makes this one of the same edge as another. */
  EdgePane of(EdgePane other) {
    kind = other.kind;
    from = other.from;
    to = other.to;
    return this;
  }

  /** Which edge it is of. */
  EdgeKey key() {
    return new EdgeKey(kind, from, to);
  }

  /** Adds what another part of the same pane, or another pane of the same edge, has. */
  void add(EdgePane more) {
    sums.addAll(more.sums);
    writtenBytes += more.writtenBytes;
    writeOperations += more.writeOperations;
  }

  /** Writes all but when it takes effect. */
  void write(DataOutputView out) throws IOException {
    writeEdge(out);
    writeCounts(out);
  }

  /** Writes which edge it is of. */
  void writeEdge(DataOutputView out) throws IOException {
    out.writeByte(KINDS.indexOf(kind));
    out.writeUTF(from);
    out.writeUTF(to);
  }

  /** Writes the pane and what is in it. */
  void writeCounts(DataOutputView out) throws IOException {
    out.writeLong(paneEndMs);
    out.writeShort(sums.rates.length);
    for (int i = 0; i < sums.rates.length; i++) {
      out.writeDouble(sums.rates[i]);
      out.writeLong(sums.samples[i]);
      out.writeLong(sums.bytes[i]);
      out.writeLong(sums.squaresLow[i]);
      out.writeLong(sums.squaresHigh[i]);
    }
    out.writeLong(writtenBytes);
    out.writeLong(writeOperations);
  }

  static EdgePane read(DataInputView in) throws IOException {
    EdgePane pane = readEdge(in);
    pane.readCounts(in);
    return pane;
  }

  /** One that counts nothing. */
  static EdgePane readEdge(DataInputView in) throws IOException {
    EdgePane pane = new EdgePane();
    pane.kind = KINDS.get(in.readByte());
    pane.from = in.readUTF();
    pane.to = in.readUTF();
    return pane;
  }

  void readCounts(DataInputView in) throws IOException {
    paneEndMs = in.readLong();
    for (int rates = in.readUnsignedShort(); rates > 0; rates--) {
      sums.add(in.readDouble(), in.readLong(), in.readLong(), in.readLong(), in.readLong());
    }
    writtenBytes = in.readLong();
    writeOperations = in.readLong();
  }
}
