package io.vputty.job.affinity;

/** Samples of two endpoints that the inventory did not know in time; a Flink POJO. */
public final class UnknownPair {
  /** End of the pane, ms. */
  public long paneEndMs;

  /** When they were given up, ms. */
  public long atMs;

  public String agent = "";
  public long sourceMac;
  public long destinationMac;
  public long sourceIpHigh;
  public long sourceIpLow;
  public long destinationIpHigh;
  public long destinationIpLow;
  public int vni;
  public long samples;

  static UnknownPair of(Sighting sighting, long atMs) {
    UnknownPair pair = new UnknownPair();
    pair.paneEndMs = sighting.paneEndMs;
    pair.atMs = atMs;
    pair.agent = sighting.agent;
    pair.sourceMac = sighting.sourceMac;
    pair.destinationMac = sighting.destinationMac;
    pair.sourceIpHigh = sighting.sourceIpHigh;
    pair.sourceIpLow = sighting.sourceIpLow;
    pair.destinationIpHigh = sighting.destinationIpHigh;
    pair.destinationIpLow = sighting.destinationIpLow;
    pair.vni = sighting.vni;
    pair.samples = sighting.samples;
    return pair;
  }
}
