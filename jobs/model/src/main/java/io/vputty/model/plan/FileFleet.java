package io.vputty.model.plan;

import io.vputty.model.estimate.Interval;
import io.vputty.model.footprint.Automation;
import io.vputty.model.footprint.Cost;
import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Vm;
import io.vputty.model.footprint.Volume;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.WeightedEdge;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The hosts, VMs, volumes and edges of a {@link PlacementFile}, and its unit of cost in dollars.
 *
 * <p>A slot is a core and a VM takes one, so that slots are the capacity. The file tells no memory
 * of VMs: migrations cost nothing, and only their number bounds them. Its cost is bytes per second
 * times hops, 2 within a rack and 4 between racks, so a rack's price is half of a zone's. Parallel
 * edges add up.
 */
public final class FileFleet {

  /** The placement domain that all of it is in. */
  public static final String DOMAIN = "default";

  private static final double HOPS_BETWEEN_RACKS = 4;
  private static final double SECONDS_PER_HOUR = 3600;
  private static final double PAGE_BYTES = 4096;
  private static final double MIB = 1L << 20;

  private final PlacementFile file;

  public FileFleet(PlacementFile file) {
    this.file = file;
  }

  /** Hosts, by number. */
  public List<Host> hosts() {
    return IntStream.range(0, file.hostCount()).mapToObj(this::host).toList();
  }

  private Host host(int number) {
    double cores = file.hostCores()[number];
    double mib = file.hostMemoryMib()[number];
    return new Host(
        name(number),
        DOMAIN,
        "rack " + number / file.hostsPerRack(),
        "",
        file.slotsPerHost(),
        Double.isNaN(mib) ? 0 : Math.round(mib * MIB),
        true,
        Map.of(),
        Double.isNaN(cores) ? file.slotsPerHost() : cores);
  }

  /** VMs, in order of lines. */
  public List<Vm> vms() {
    return IntStream.range(0, file.vms().length).mapToObj(this::vm).toList();
  }

  private Vm vm(int index) {
    String id = file.vms()[index];
    return new Vm(
        id,
        "vm " + id,
        name(file.vmHosts()[index]),
        DOMAIN,
        1,
        0,
        Automation.AUTOMATIC,
        "",
        "",
        Map.of(),
        "",
        -1);
  }

  /** Volumes, in order of lines. */
  public List<Volume> volumes() {
    return IntStream.range(0, file.volumes().length)
        .mapToObj(index -> new Volume(file.volumes()[index], name(file.volumeHosts()[index]), ""))
        .toList();
  }

  /** Edges by key. */
  public List<WeightedEdge> edges() {
    Map<EdgeKey, Double> sums = new TreeMap<>();
    String[] vms = file.vms();
    for (int i = 0; i < file.edgeWeights().length; i++) {
      String from = vms[file.edgeFrom()[i]];
      String to = vms[file.edgeTo()[i]];
      sums.merge(new EdgeKey(EdgeKind.NETWORK, from, to), file.edgeWeights()[i], Double::sum);
    }
    for (int i = 0; i < file.ioRates().length; i++) {
      String volume = file.volumes()[file.ioVolumes()[i]];
      EdgeKey key = new EdgeKey(EdgeKind.STORAGE, vms[file.ioVms()[i]], volume);
      sums.merge(key, file.ioRates()[i], Double::sum);
    }
    for (int i = 0; i < file.sharePages().length; i++) {
      String from = vms[file.shareFrom()[i]];
      String to = vms[file.shareTo()[i]];
      double bytes = file.sharePages()[i] * PAGE_BYTES;
      sums.merge(new EdgeKey(EdgeKind.MEMORY, from, to), bytes, Double::sum);
    }
    List<WeightedEdge> edges = new ArrayList<>();
    sums.forEach((key, sum) -> edges.add(new WeightedEdge(key, Interval.exactly(sum))));
    return edges;
  }

  /** Loads of the VMs that have one, cores in each period. */
  public Map<String, double[]> loads() {
    Map<String, double[]> loads = new TreeMap<>();
    for (int vm = 0; vm < file.vms().length; vm++) {
      if (file.loads()[vm].length > 0) {
        loads.put(file.vms()[vm], file.loads()[vm]);
      }
    }
    return loads;
  }

  /** These prices with a rack at half of what a zone costs, as hops are counted. */
  public static Prices prices(Prices prices) {
    return prices
        .with("price.network.rack", prices.networkZonePerGib() / 2)
        .with("price.storage.rack", prices.storageZonePerGib() / 2);
  }

  /**
   * A cost in the unit of the file, bytes per second times hops; NaN where that has no price.
   *
   * @param prices the prices of {@code cost}, as {@link #prices} made them
   */
  public static double inHops(Cost cost, Prices prices) {
    return hops(cost.network(), prices.networkZonePerGib())
        + hops(cost.storage(), prices.storageZonePerGib());
  }

  private static double hops(double perHour, double zonePerGib) {
    double perHop = zonePerGib / Prices.GIB * SECONDS_PER_HOUR / HOPS_BETWEEN_RACKS;
    return perHour == 0 ? 0 : perHour / perHop;
  }

  private static String name(int host) {
    return "host " + host;
  }
}
