package io.vputty.collector.inventory.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.vputty.collector.inventory.source.InventorySource;
import io.vputty.collector.inventory.source.Snapshot;
import io.vputty.collector.inventory.source.SnapshotBuilder;
import io.vputty.collector.inventory.source.SourceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Kubernetes cluster with KubeVirt: its nodes are hosts, its instances VMs. */
public final class KubernetesSource implements InventorySource {

  /** What settings and metrics call it. */
  public static final String KIND = "kubernetes";

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int CALL_MS = 10_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final KubernetesClient client;
  private final Nodes hosts;
  private final Duration patience;
  private Runnable wake = () -> {};
  private @Nullable Cluster cluster;

  /**
   * Nothing is asked before the first reading.
   *
   * @throws SourceException if the kubeconfig cannot be read
   */
  public KubernetesSource(KubernetesSettings settings) throws SourceException {
    this(client(settings), settings.rackLabel(), PATIENCE);
  }

  KubernetesSource(KubernetesClient client, String rackLabel, Duration patience) {
    this.client = client;
    this.patience = patience;
    name = KIND + " " + client.getMasterUrl();
    hosts = new Nodes(rackLabel);
  }

  private static KubernetesClient client(KubernetesSettings settings) throws SourceException {
    @Nullable String context = settings.context().isEmpty() ? null : settings.context();
    Config found =
        settings.config().toString().isEmpty()
            ? Config.autoConfigure(context)
            : read(settings.config(), context);
    return client(found);
  }

  /** A client that gives up soon: who reads tries again. */
  static KubernetesClient client(Config found) {
    Config config =
        new ConfigBuilder(found)
            .withConnectionTimeout(CALL_MS)
            .withRequestTimeout(CALL_MS)
            .withRequestRetryBackoffLimit(1)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  private static Config read(Path file, @Nullable String context) throws SourceException {
    if (!Files.isReadable(file)) {
      throw new SourceException("kubernetes-config: %s cannot be read".formatted(file));
    }
    try {
      return Config.fromKubeconfig(context, file.toFile());
    } catch (KubernetesClientException e) {
      throw new SourceException("kubernetes-config: %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void onChange(Runnable wake) {
    this.wake = wake;
  }

  @Override
  public Snapshot read() throws SourceException, InterruptedException {
    Cluster watched = watched();
    watched.check();
    SnapshotBuilder snapshot = new SnapshotBuilder();
    for (Node node : byName(watched.nodes())) {
      snapshot.host(hosts.host(node));
    }
    Instances instances = new Instances(snapshot);
    for (GenericKubernetesResource instance : watched.instances()) {
      JsonNode json = JSON.valueToTree(instance);
      instances.add(json);
    }
    return snapshot.build();
  }

  private Cluster watched() throws SourceException, InterruptedException {
    Cluster current = cluster;
    if (current != null && !current.isUsable()) {
      current.close();
      current = null;
    }
    if (current == null) {
      current = Cluster.watch(client, wake, patience);
    }
    cluster = current;
    return current;
  }

  private static List<Node> byName(List<Node> nodes) {
    return nodes.stream()
        .sorted(Comparator.comparing((Node node) -> node.getMetadata().getName()))
        .toList();
  }

  /** Ends the watches and the client's threads, whatever waits for them. */
  @Override
  public void close() {
    client.close();
  }
}
