package io.vputty.model.plan;

import java.io.BufferedReader;
import java.io.IOException;

/**
 * A placement instance as a text file tells it, on arrays: racks of equal hosts with slots, VMs
 * where they are, and the traffic between them.
 *
 * <p>One statement a line, fields between blanks, {@code #} begins a comment:
 *
 * <pre>
 * topology RACKS HOSTS_PER_RACK SLOTS_PER_HOST   first and once
 * vm ID HOST                                     hosts count from 0, rack by rack
 * edge VM VM BYTES_PER_SECOND                    parallel edges stay as they are
 * cap HOST CORES MEMORY_MIB
 * vol ID HOST
 * io VM VOLUME BYTES_PER_SECOND
 * share VM VM PAGES
 * load VM V0,V1,...
 * budget MOST_MOVES                              at most once
 * best COST proved|known HOW                     at most once
 * </pre>
 *
 * <p>What a line names must stand above it. The arrays are not copied: who changes one changes the
 * file. Reading is O(length).
 */
public final class PlacementFile {

  private final PlacementFileReader read;
  private final String[] vms;
  private final int[] vmHosts;
  private final String[] volumes;
  private final int[] volumeHosts;
  private final PairRows edges;
  private final PairRows streams;
  private final PairRows shares;
  private final double[][] loads;

  PlacementFile(PlacementFileReader read) {
    this.read = read;
    vms = read.vms.names();
    vmHosts = read.vms.hosts();
    volumes = read.volumes.names();
    volumeHosts = read.volumes.hosts();
    edges = read.edges.build();
    streams = read.streams.build();
    shares = read.shares.build();
    loads = read.loads(vms.length);
  }

  /**
   * Reads to the end of the text.
   *
   * @throws IllegalArgumentException at the first wrong line, with its number and what is wrong
   */
  public static PlacementFile read(BufferedReader reader) throws IOException {
    return new PlacementFileReader().read(reader);
  }

  public int racks() {
    return read.racks;
  }

  public int hostsPerRack() {
    return read.hostsPerRack;
  }

  public int slotsPerHost() {
    return read.slotsPerHost;
  }

  /** Number of hosts. */
  public int hostCount() {
    return read.racks * read.hostsPerRack;
  }

  /** Ids of VMs in order of lines; elsewhere a VM is its index here. */
  public String[] vms() {
    return vms;
  }

  /** Host of each VM. */
  public int[] vmHosts() {
    return vmHosts;
  }

  /** One end of each edge, a VM. */
  public int[] edgeFrom() {
    return edges.from();
  }

  /** The other end of each edge, a VM. */
  public int[] edgeTo() {
    return edges.to();
  }

  /** Weight of each edge, bytes per second. */
  public double[] edgeWeights() {
    return edges.amounts();
  }

  /** Cores of each host, NaN where no line says. */
  public double[] hostCores() {
    return read.hostCores;
  }

  /** Memory of each host, MiB; NaN where no line says. */
  public double[] hostMemoryMib() {
    return read.hostMemoryMib;
  }

  /** Ids of volumes in order of lines; elsewhere a volume is its index here. */
  public String[] volumes() {
    return volumes;
  }

  /** Host of each volume. */
  public int[] volumeHosts() {
    return volumeHosts;
  }

  /** VM of each stream of disk traffic. */
  public int[] ioVms() {
    return streams.from();
  }

  /** Volume of each stream of disk traffic. */
  public int[] ioVolumes() {
    return streams.to();
  }

  /** Disk traffic of each stream, bytes per second. */
  public double[] ioRates() {
    return streams.amounts();
  }

  /** One of each two VMs that share pages. */
  public int[] shareFrom() {
    return shares.from();
  }

  /** The other of each two VMs that share pages. */
  public int[] shareTo() {
    return shares.to();
  }

  /** Pages that each two VMs share. */
  public double[] sharePages() {
    return shares.amounts();
  }

  /** Load of each VM over time in the unit of the file; empty where no line says. */
  public double[][] loads() {
    return loads;
  }

  /** Most moves allowed, or -1 where the file does not bound them. */
  public int budget() {
    return read.budget;
  }

  /** Best cost known, weight x hops; NaN where the file names none. */
  public double best() {
    return read.best;
  }

  /** Whether nothing can be better than {@link #best}. */
  public boolean bestIsProved() {
    return read.bestIsProved;
  }
}
