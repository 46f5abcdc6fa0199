package io.vputty.collector.inventory.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.vputty.collector.inventory.source.InventorySource;
import io.vputty.collector.inventory.source.Snapshot;
import io.vputty.collector.inventory.source.SnapshotBuilder;
import io.vputty.collector.inventory.source.SourceException;
import io.vputty.schema.Volume;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An OpenStack cloud: Nova's hypervisors and servers, Neutron's ports, Cinder's volumes. It tells
 * no changes by itself, and is asked from time to time.
 */
public final class OpenstackSource implements InventorySource {

  /** What settings and metrics call it. */
  public static final String KIND = "openstack";

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long BYTES_PER_GIB = 1L << 30;
  private static final String PAGE = "limit=1000";
  private static final String ALL = "all_tenants=1&" + PAGE;

  private final OpenstackSettings settings;
  private final Cloud cloud;

  /**
   * Nothing is asked before the first reading.
   *
   * @throws SourceException if the certificates it should trust cannot be read
   */
  public OpenstackSource(OpenstackSettings settings) throws SourceException {
    this(settings, PATIENCE, Clock.systemUTC());
  }

  OpenstackSource(OpenstackSettings settings, Duration patience, Clock clock)
      throws SourceException {
    this.settings = settings;
    cloud = new Cloud(settings, new JsonClient(settings.tlsCa(), patience), clock);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String name() {
    return KIND + " " + settings.identity();
  }

  @Override
  public Snapshot read() throws SourceException, InterruptedException {
    SnapshotBuilder snapshot = new SnapshotBuilder();
    String nova = cloud.needed("compute").toString();
    String neutron = cloud.needed("network").toString().replaceFirst("/v2\\.0$", "");
    ComputeHosts hosts = new ComputeHosts(list(nova + "/os-aggregates", "", "aggregates"));
    hosts.hosts(list(nova + "/os-hypervisors/detail", PAGE, "hypervisors")).forEach(snapshot::host);
    Ports ports = new Ports(list(neutron + "/v2.0/ports", PAGE, "ports"));
    new Servers(ports).vms(list(nova + "/servers/detail", ALL, "servers")).forEach(snapshot::vm);
    volumes(snapshot);
    return snapshot.build();
  }

  private void volumes(SnapshotBuilder snapshot) throws SourceException, InterruptedException {
    Optional<URI> cinder = cloud.endpoint("block-storage", "volumev3", "block-store");
    if (cinder.isEmpty()) {
      return; // not every cloud has it
    }
    for (JsonNode volume : list(cinder.get() + "/volumes/detail", ALL, "volumes")) {
      snapshot.volume(
          Volume.newBuilder()
              .setId(Required.text(volume, "volume", "id"))
              .setSizeBytes(volume.path("size").asLong() * BYTES_PER_GIB)
              .build());
    }
  }

  private List<JsonNode> list(String address, String query, String name)
      throws SourceException, InterruptedException {
    return cloud.list(URI.create(address), query, name);
  }

  @Override
  public void close() {}
}
