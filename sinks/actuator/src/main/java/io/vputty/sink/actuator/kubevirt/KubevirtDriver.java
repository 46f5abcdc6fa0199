package io.vputty.sink.actuator.kubevirt;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.vputty.schema.Move;
import io.vputty.sink.actuator.DriverException;
import io.vputty.sink.actuator.MoveDriver;
import io.vputty.sink.actuator.Patience;
import io.vputty.sink.actuator.Precondition;
import io.vputty.sink.actuator.Progress;
import io.vputty.sink.actuator.setting.DriverSetting;
import io.vputty.sink.actuator.setting.DriverSettings;
import io.vputty.sink.actuator.setting.SettingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Has KubeVirt migrate instances to the node that a plan names. Each move is an object of its name,
 * so that the API server itself refuses a second one.
 *
 * @see <a href="https://kubevirt.io/user-guide/compute/live_migration/">KubeVirt: live
 *     migration</a>
 */
public final class KubevirtDriver implements MoveDriver {

  public static final String NAME = "kubevirt";

  /** What can be set. */
  public static final List<DriverSetting> SETTINGS =
      List.of(
          DriverSetting.optional("kubeconfig", "", "file; else what kubectl or a pod would take"),
          DriverSetting.optional("context", "", "in the kubeconfig; else the current one"),
          DriverSetting.optional("timeout", "5", "seconds that an answer may take"),
          DriverSetting.optional("cancel-timeout", "5", "seconds to wait for a migration to stop"));

  private static final String SCHEDULABLE = "kubevirt.io/schedulable";

  private final Cluster cluster;
  private final Duration cancelTimeout;

  KubevirtDriver(Cluster cluster, Duration cancelTimeout) {
    this.cluster = cluster;
    this.cancelTimeout = cancelTimeout;
  }

  /**
   * Nothing is asked of the cluster yet.
   *
   * @throws SettingException if it cannot work with the settings
   */
  public static KubevirtDriver open(DriverSettings settings, Clock clock) throws SettingException {
    @Nullable String context = settings.text("context").isEmpty() ? null : settings.text("context");
    Optional<Path> file = settings.file("kubeconfig");
    Config found = file.isEmpty() ? Config.autoConfigure(context) : read(file.get(), context);
    int patience = Math.toIntExact(settings.seconds("timeout", 1).toMillis());
    return new KubevirtDriver(
        new Cluster(new KubernetesClientBuilder().withConfig(impatient(found, patience)).build()),
        settings.seconds("cancel-timeout", 1));
  }

  private static Config read(Path file, @Nullable String context) throws SettingException {
    if (!Files.isReadable(file)) {
      throw new SettingException("kubeconfig: %s cannot be read".formatted(file));
    }
    try {
      return Config.fromKubeconfig(context, file.toFile());
    } catch (KubernetesClientException e) {
      throw new SettingException("kubeconfig: %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** The same, giving up soon: the actuator asks again. */
  static Config impatient(Config found, int millis) {
    return new ConfigBuilder(found)
        .withConnectionTimeout(millis)
        .withRequestTimeout(millis)
        .withRequestRetryBackoffLimit(0)
        .build();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Precondition check(Move move) throws DriverException {
    Optional<Instance> found = cluster.instance(move.getVm());
    if (found.isEmpty()) {
      return new Precondition.Unmet("no instance has UUID " + move.getVm());
    }
    Instance instance = found.get();
    if (!instance.node().equals(move.getSource())) {
      return new Precondition.Unmet(
          "%s is on '%s', not on %s".formatted(instance.name(), instance.node(), move.getSource()));
    }
    if (instance.hindrance().isPresent()) {
      return new Precondition.Unmet(instance.hindrance().get());
    }
    List<Migration> underWay = cluster.underWay(instance);
    if (!underWay.isEmpty()) {
      return new Precondition.Unmet("already migrates: " + underWay.get(0).name());
    }
    return checkTarget(move.getTarget());
  }

  /** Whether it has room only the scheduler can say: without it the migration stays pending. */
  private Precondition checkTarget(String name) throws DriverException {
    Optional<Node> node = cluster.node(name);
    if (node.isEmpty()) {
      return new Precondition.Unmet("there is no node " + name);
    }
    Map<String, String> labels = node.get().getMetadata().getLabels();
    boolean cordoned =
        node.get().getSpec() != null
            && Boolean.TRUE.equals(node.get().getSpec().getUnschedulable());
    boolean takesVms = labels != null && "true".equals(labels.get(SCHEDULABLE));
    return cordoned || !takesVms
        ? new Precondition.Unmet("node %s takes no VMs now".formatted(name))
        : new Precondition.Met();
  }

  @Override
  public void start(Move move) throws DriverException {
    if (cluster.migration(move.getId()).isPresent()) {
      return;
    }
    Optional<Instance> instance = cluster.instance(move.getVm());
    if (instance.isEmpty() || !instance.get().node().equals(move.getSource())) {
      throw new DriverException(
          "%s does not run on %s".formatted(move.getVmName(), move.getSource()));
    }
    Optional<Node> target = cluster.node(move.getTarget());
    if (target.isEmpty()) {
      throw new DriverException("there is no node " + move.getTarget());
    }
    cluster.migrate(instance.get(), move.getId(), objectName(move), target.get());
  }

  private static String objectName(Move move) {
    return "vputty-" + move.getId().toLowerCase(Locale.ROOT);
  }

  @Override
  public Progress progress(Move move) throws DriverException {
    Optional<Migration> migration = cluster.migration(move.getId());
    if (migration.isPresent()) {
      return migration.get().progress(move.getTarget());
    }
    boolean arrived =
        cluster
            .instance(move.getVm())
            .filter(each -> each.node().equals(move.getTarget()))
            .isPresent();
    return arrived ? new Progress.Arrived(0, -1) : new Progress.NotStarted();
  }

  /** Deletes the migration, and waits until it has stopped. */
  @Override
  public boolean cancel(Move move) throws DriverException {
    Patience patience = new Patience("the migration has not stopped yet", cancelTimeout);
    Optional<Migration> migration = cluster.migration(move.getId());
    while (migration.isPresent() && !migration.get().over()) {
      cluster.delete(migration.get());
      patience.pause();
      migration = cluster.migration(move.getId());
    }
    return cluster
        .instance(move.getVm())
        .filter(each -> each.node().equals(move.getSource()))
        .isPresent();
  }

  @Override
  public void close() {
    cluster.close();
  }
}
