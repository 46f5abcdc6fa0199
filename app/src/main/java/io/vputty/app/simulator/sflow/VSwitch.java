package io.vputty.app.simulator.sflow;

import io.vputty.app.simulator.fleet.SimulatedHost;
import io.vputty.app.simulator.traffic.Draws;
import java.util.ArrayList;
import java.util.List;

/**
 * The virtual switch of one host: counts what passes, holds what it sampled, and sends it as sFlow.
 *
 * <p>It does as Open vSwitch does: it samples at the input, names its data source 2:1000 (entity
 * class 2), reports a sampled size with 4 bytes of FCS as stripped, and sends interface counters
 * once a second, so that an idle host is not silent. Its sample pool counts real packets.
 */
public final class VSwitch {
  /** ifIndex of the port to the physical network. */
  public static final int UPLINK = 1;

  private static final int FIRST_VM_PORT = 100;
  private static final int SOURCE_ID = 2 << 24 | 1000;
  private static final int MILLIS = 1000;

  private final SimulatedHost host;
  private final int samplingRate;
  private final DatagramWriter writer = new DatagramWriter();
  private final List<SampledPacket> sampled = new ArrayList<>();
  private PortCounters received = PortCounters.ZERO;
  private PortCounters sent = PortCounters.ZERO;
  private long packets;
  private long pool;
  private int flowSequence;
  private int counterSequence;
  private int datagramSequence;

  public VSwitch(SimulatedHost host, int samplingRate) {
    this.host = host;
    this.samplingRate = samplingRate;
  }

  /** The ifIndex of a VM's port. */
  public static int portOf(int vm) {
    return FIRST_VM_PORT + vm;
  }

  /** Counts packets that passed, whichever way. */
  public void pass(long passedPackets, long bytes, int inputPort, int outputPort) {
    packets += passedPackets;
    if (inputPort == UPLINK) {
      received = received.plus(bytes, passedPackets);
    }
    if (outputPort == UPLINK) {
      sent = sent.plus(bytes, passedPackets);
    }
  }

  /** Holds a sampled packet until the second is flushed. */
  public void sample(SampledPacket packet) {
    sampled.add(packet);
  }

  /**
   * Sends what was sampled in a second, in random order, spread over the second.
   *
   * @param second seconds since the switch came up
   */
  public List<Datagram> flush(long second, Draws draws) {
    shuffle(draws);
    List<Datagram> datagrams = new ArrayList<>();
    int count = sampled.size();
    for (int first = 0; first == 0 || first < count; first += DatagramWriter.FLOW_SAMPLES) {
      int end = Math.min(count, first + DatagramWriter.FLOW_SAMPLES);
      int offset =
          count == 0 ? MILLIS / 2 : Math.min(MILLIS - 1, (int) (MILLIS * (long) end / (count + 1)));
      datagrams.add(new Datagram(offset, flowDatagram(first, end, second * MILLIS + offset)));
    }
    pool += packets;
    packets = 0;
    sampled.clear();
    return datagrams;
  }

  private byte[] flowDatagram(int first, int end, long uptimeMillis) {
    writer.begin(host.agent(), ++datagramSequence, (int) uptimeMillis);
    if (first == 0) {
      writer.interfaceCounters(
          ++counterSequence, UPLINK, SimulatedHost.NIC_BITS_PER_SECOND, received, sent);
    }
    for (int i = first; i < end; i++) {
      long seen = pool + packets * (i + 1) / sampled.size();
      writer.flowSample(sampled.get(i), ++flowSequence, SOURCE_ID, samplingRate, (int) seen);
    }
    return writer.end();
  }

  private void shuffle(Draws draws) {
    for (int i = sampled.size() - 1; i > 0; i--) {
      int j = draws.below(i + 1);
      SampledPacket held = sampled.get(i);
      sampled.set(i, sampled.get(j));
      sampled.set(j, held);
    }
  }
}
