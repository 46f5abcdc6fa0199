package io.vputty.mapping;

import java.util.Arrays;

/**
 * What one agent sampled in one second: parallel arrays, of which the first {@code size} entries
 * count, one for each endpoint pair, sampling point and rate. Addresses are those of the innermost
 * header. A Flink POJO.
 *
 * <p>An IP address is two longs, an IPv4 one mapped into IPv6 (RFC 4291, 2.5.5.2); both 0 if there
 * is none.
 */
public final class FlowSecond {

  /** One sample in {@link #excess}. */
  public static final int EXCESS_ONE = 256;

  /** Start of the second, ms. */
  public long timeMs;

  /** How far its partition had been marked when it came, ms: past it if it came late. */
  public long clockMs = Long.MIN_VALUE;

  /** Agent address. */
  public String agent = "";

  /** Flow samples that arrived. */
  public long arrived;

  /** Flow samples that did not. */
  public long lost;

  /** How many entries the arrays hold. */
  public int size;

  /** MAC addresses; 0 if none. */
  public long[] sourceMac = {};

  public long[] sourceIpHigh = {};
  public long[] sourceIpLow = {};
  public long[] destinationMac = {};
  public long[] destinationIpHigh = {};
  public long[] destinationIpLow = {};

  /** Virtual networks; -1 if none. */
  public int[] vni = {};

  public int[] subAgent = {};

  /** True if sampled as it left the switch. */
  public boolean[] egress = {};

  /** Packets that one sample stands for. */
  public double[] rate = {};

  public long[] samples = {};

  /** Sums of the frames' lengths. */
  public long[] bytes = {};

  /** Sums of their squares, low 64 bits. */
  public long[] squaresLow = {};

  public long[] squaresHigh = {};

  /**
   * How much more the sums vary because samples were lost or shed by the datagram, in {@value
   * #EXCESS_ONE}ths of a sample: 0 if nothing was, or no two came in one datagram.
   */
  public long[] excess = {};

  /**
   * Makes excess of what {@link #excess} holds until now, the ordered pairs that came in one
   * datagram.
   *
   * @param kept share of the datagrams that were neither lost nor shed, 0-1
   */
  void exceed(double kept) {
    double missing = EXCESS_ONE * (1 - Math.min(1, Math.max(0, kept)));
    for (int at = 0; at < size; at++) {
      excess[at] = Math.round(Math.max(0, excess[at]) * missing);
    }
  }

  /** Makes room for {@code entries} more. */
  void reserve(int entries) {
    int room = size + entries;
    if (room <= rate.length) {
      return;
    }
    sourceMac = Arrays.copyOf(sourceMac, room);
    sourceIpHigh = Arrays.copyOf(sourceIpHigh, room);
    sourceIpLow = Arrays.copyOf(sourceIpLow, room);
    destinationMac = Arrays.copyOf(destinationMac, room);
    destinationIpHigh = Arrays.copyOf(destinationIpHigh, room);
    destinationIpLow = Arrays.copyOf(destinationIpLow, room);
    vni = Arrays.copyOf(vni, room);
    subAgent = Arrays.copyOf(subAgent, room);
    egress = Arrays.copyOf(egress, room);
    rate = Arrays.copyOf(rate, room);
    samples = Arrays.copyOf(samples, room);
    bytes = Arrays.copyOf(bytes, room);
    squaresLow = Arrays.copyOf(squaresLow, room);
    squaresHigh = Arrays.copyOf(squaresHigh, room);
    excess = Arrays.copyOf(excess, room);
  }
}
