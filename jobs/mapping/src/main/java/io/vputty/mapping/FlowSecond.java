package io.vputty.mapping;

import java.util.List;

/**
 * What one agent sampled in one second.
 *
 * @param timeMs start of the second, ms
 * @param agent agent address
 * @param arrived flow samples that arrived
 * @param lost flow samples that did not
 */
public record FlowSecond(
    long timeMs, String agent, long arrived, long lost, List<FlowCount> flows) {

  /**
   * Who sent to whom, as the innermost header says.
   *
   * @param sourceMac MAC address; 0 if none
   * @param sourceIp IP address as its bytes in ISO-8859-1; empty if not IP
   * @param vni virtual network; -1 if none
   */
  public record Pair(
      long sourceMac, String sourceIp, long destinationMac, String destinationIp, int vni) {

    /**
     * What both ends of a path agree on: the IP addresses, or the MAC addresses where there are
     * none.
     */
    public String key() {
      return sourceIp.isEmpty() || destinationIp.isEmpty()
          ? Long.toHexString(sourceMac) + '>' + Long.toHexString(destinationMac)
          : sourceIp + '>' + destinationIp;
    }
  }

  /**
   * Sums of one pair at one sampling point.
   *
   * @param egress true if sampled as it left the switch
   * @param rate packets that one sample stands for
   */
  public record FlowCount(
      Pair pair,
      int subAgent,
      boolean egress,
      double rate,
      long samples,
      long bytes,
      long squaresLow,
      long squaresHigh) {}
}
