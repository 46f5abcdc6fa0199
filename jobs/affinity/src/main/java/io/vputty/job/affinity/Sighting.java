package io.vputty.job.affinity;

import io.vputty.mapping.FlowSecond;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What one sampling point saw of one pair in one pane at one rate. */
final class Sighting {
  /** End of the pane, ms. */
  long paneEndMs;

  String agent = "";
  int subAgent;

  /** True if sampled as it left the switch. */
  boolean egress;

  long sourceMac;
  long sourceIpHigh;
  long sourceIpLow;
  long destinationMac;
  long destinationIpHigh;
  long destinationIpLow;

  /** Virtual network; -1 if none. */
  int vni;

  /** Packets that one sample stands for. */
  double rate;

  long samples;
  long bytes;
  long squaresLow;
  long squaresHigh;

  /** As {@link FlowSecond#excess}. */
  long excess;

  /** Whether another is of the same point, pair and rate. */
  boolean isOfSame(Sighting other) {
    return rate == other.rate
        && subAgent == other.subAgent
        && egress == other.egress
        && vni == other.vni
        && sourceMac == other.sourceMac
        && destinationMac == other.destinationMac
        && sourceIpLow == other.sourceIpLow
        && sourceIpHigh == other.sourceIpHigh
        && destinationIpLow == other.destinationIpLow
        && destinationIpHigh == other.destinationIpHigh
        && agent.equals(other.agent);
  }

  /** Adds what another part of the same has. */
  void add(Sighting more) {
    samples += more.samples;
    bytes += more.bytes;
    long low = squaresLow + more.squaresLow;
    squaresHigh += more.squaresHigh + (Long.compareUnsigned(low, squaresLow) < 0 ? 1 : 0);
    squaresLow = low;
    excess += more.excess;
  }

  void write(DataOutputView out) throws IOException {
    out.writeLong(paneEndMs);
    out.writeUTF(agent);
    out.writeInt(subAgent);
    out.writeBoolean(egress);
    out.writeLong(sourceMac);
    out.writeLong(sourceIpHigh);
    out.writeLong(sourceIpLow);
    out.writeLong(destinationMac);
    out.writeLong(destinationIpHigh);
    out.writeLong(destinationIpLow);
    out.writeInt(vni);
    out.writeDouble(rate);
    out.writeLong(samples);
    out.writeLong(bytes);
    out.writeLong(squaresLow);
    out.writeLong(squaresHigh);
    out.writeLong(excess);
  }

  static Sighting read(DataInputView in) throws IOException {
    Sighting sighting = new Sighting();
    sighting.paneEndMs = in.readLong();
    sighting.agent = in.readUTF();
    sighting.subAgent = in.readInt();
    sighting.egress = in.readBoolean();
    sighting.sourceMac = in.readLong();
    sighting.sourceIpHigh = in.readLong();
    sighting.sourceIpLow = in.readLong();
    sighting.destinationMac = in.readLong();
    sighting.destinationIpHigh = in.readLong();
    sighting.destinationIpLow = in.readLong();
    sighting.vni = in.readInt();
    sighting.rate = in.readDouble();
    sighting.samples = in.readLong();
    sighting.bytes = in.readLong();
    sighting.squaresLow = in.readLong();
    sighting.squaresHigh = in.readLong();
    sighting.excess = in.readLong();
    return sighting;
  }
}
