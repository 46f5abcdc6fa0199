package io.vputty.bench.planner.instance;

import io.vputty.model.plan.PlacementFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Instances in files of a folder, and those that are generated, by name. */
public final class SharedInstances {

  /** Generated tenants, on 131 racks of 30 hosts with 30 slots. */
  public static final String TENANTS = "tenants-100000";

  /** The same with hubs. */
  public static final String HUBS = "tenants-100000-hubs";

  /** A real graph of messages; its start is random. */
  public static final String MESSAGES = "collegemsg";

  private static final List<String> FILES =
      List.of(
          "small-20",
          "small-30",
          "small-40",
          "planted-80",
          "sbm-100-1",
          "sbm-100-2",
          "sbm-100-3",
          "sbm-1000-1",
          "sbm-1000-2",
          "sbm-1000-3",
          "planted-2850",
          "sbm-10000-1",
          "sbm-10000-2",
          "sbm-10000-3",
          MESSAGES);

  private final Path folder;

  public SharedInstances(Path folder) {
    this.folder = folder;
  }

  /** All names, in order of the tables. */
  public static List<String> names() {
    return Stream.concat(FILES.stream(), Stream.of(TENANTS, HUBS)).toList();
  }

  /** Reads or generates an instance. */
  public Instance read(String name) throws IOException {
    return switch (name) {
      case TENANTS -> new TenantGenerator(100_000, 1).on(name, 131, 30, 30);
      case HUBS -> new TenantGenerator(100_000, 1).withHubs().on(name, 131, 30, 30);
      case MESSAGES -> messages();
      default -> placementFile(name);
    };
  }

  private Instance placementFile(String name) throws IOException {
    try (BufferedReader reader = open(name)) {
      PlacementFile file = PlacementFile.read(reader);
      return new Instance(
          name,
          file.racks(),
          file.hostsPerRack(),
          file.slotsPerHost(),
          file.vmHosts(),
          file.edgeFrom(),
          file.edgeTo(),
          file.edgeWeights());
    }
  }

  private Instance messages() throws IOException {
    EdgeList list = new EdgeList();
    List<double[]> edges = new ArrayList<>();
    try (BufferedReader reader = open(MESSAGES)) {
      edges.addAll(list.read(reader));
    }
    int[] start = Shuffle.start(list.vms(), 80, 30, new SplittableRandom(1));
    return EdgeList.instance(MESSAGES, 4, 20, 30, start, edges);
  }

  private BufferedReader open(String name) throws IOException {
    Path plain = folder.resolve(name + ".txt");
    InputStream bytes =
        Files.exists(plain)
            ? Files.newInputStream(plain)
            : new GZIPInputStream(Files.newInputStream(folder.resolve(name + ".txt.gz")));
    return new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
  }

  /** Whether a name is that of an instance in a file whose start is in the file too. */
  public static boolean hasStart(String name) {
    return FILES.contains(name) && !name.equals(MESSAGES);
  }
}
