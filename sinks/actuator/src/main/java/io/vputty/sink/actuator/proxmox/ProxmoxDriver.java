package io.vputty.sink.actuator.proxmox;

import io.vputty.schema.Move;
import io.vputty.sink.actuator.DriverException;
import io.vputty.sink.actuator.MoveDriver;
import io.vputty.sink.actuator.Patience;
import io.vputty.sink.actuator.Precondition;
import io.vputty.sink.actuator.Progress;
import io.vputty.sink.actuator.setting.DriverSetting;
import io.vputty.sink.actuator.setting.DriverSettings;
import io.vputty.sink.actuator.setting.SettingException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has Proxmox VE migrate VMs online to the node that a plan names. Its tasks carry no name of ours:
 * the VM's node and the task at work on it tell what became of a move.
 */
public final class ProxmoxDriver implements MoveDriver {

  public static final String NAME = "proxmox";

  /** What can be set. */
  public static final List<DriverSetting> SETTINGS =
      List.of(
          DriverSetting.required("url", "any node of the cluster, https://pve1:8006"),
          DriverSetting.required("token-id", "API token, USER@REALM!NAME"),
          DriverSetting.required("token-file", "file with the token's secret"),
          DriverSetting.optional("identity", "uuid", "VMs go by the firmware's uuid, or by name"),
          DriverSetting.optional("vmid.*", "", "number of a VM, by its id in plans"),
          DriverSetting.optional("bandwidth", "0", "KiB/s of a migration; 0 for the cluster's"),
          DriverSetting.optional("local-disks", "false", "move disks of the node with the VM"),
          DriverSetting.optional("tls-ca", "", "file with trusted certificates, PEM"),
          DriverSetting.optional("timeout", "5", "seconds that an answer may take"),
          DriverSetting.optional("cancel-timeout", "5", "seconds to wait for a migration to stop"));

  private static final Logger LOG = LoggerFactory.getLogger(ProxmoxDriver.class);

  private final ProxmoxVe cluster;
  private final Identity identity;
  private final long kibibytesPerSecond;
  private final boolean localDisks;
  private final Duration cancelTimeout;

  /** Tasks of the moves that this process has started or followed. */
  private final Map<String, String> tasks = new HashMap<>();

  /**
   * Nothing is asked of the cluster yet.
   *
   * @throws SettingException if it cannot work with the settings
   */
  public ProxmoxDriver(DriverSettings settings, Clock clock) throws SettingException {
    cluster = new ProxmoxVe(settings);
    identity = new Identity(cluster, settings);
    kibibytesPerSecond = settings.number("bandwidth", 0);
    localDisks = settings.flag("local-disks");
    cancelTimeout = settings.seconds("cancel-timeout", 1);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Precondition check(Move move) throws DriverException {
    Optional<Guest> found = identity.find(move);
    if (found.isEmpty()) {
      return new Precondition.Unmet("the cluster has no VM " + move.getVm());
    }
    Guest guest = found.get();
    if (!guest.node().equals(move.getSource())) {
      return new Precondition.Unmet(
          "%s is on %s, not on %s".formatted(guest.name(), guest.node(), move.getSource()));
    }
    if (guest.highlyAvailable()) {
      return new Precondition.Unmet(guest.name() + " is the HA manager's to move");
    }
    if (!cluster.online(move.getTarget())) {
      return new Precondition.Unmet("node %s is not online".formatted(move.getTarget()));
    }
    if (cluster.migration(guest).isPresent()) {
      return new Precondition.Unmet(guest.name() + " migrates already");
    }
    return cluster
        .hindrance(guest, move.getTarget(), localDisks)
        .<Precondition>map(Precondition.Unmet::new)
        .orElseGet(Precondition.Met::new);
  }

  @Override
  public void start(Move move) throws DriverException {
    Optional<Guest> found = identity.find(move);
    if (found.filter(each -> each.node().equals(move.getTarget())).isPresent()) {
      return;
    }
    if (found.filter(each -> each.node().equals(move.getSource())).isEmpty()) {
      throw new DriverException("%s is not on %s".formatted(move.getVmName(), move.getSource()));
    }
    Guest guest = found.get();
    if (cluster.migration(guest).isEmpty()) {
      cluster
          .migrate(guest, parameters(move.getTarget()))
          .ifPresent(task -> tasks.put(move.getId(), task));
    }
  }

  private Map<String, String> parameters(String target) {
    Map<String, String> parameters = new HashMap<>(Map.of("target", target, "online", "1"));
    if (localDisks) {
      parameters.put("with-local-disks", "1");
    }
    if (kibibytesPerSecond > 0) {
      parameters.put("bwlimit", String.valueOf(kibibytesPerSecond));
    }
    return parameters;
  }

  @Override
  public Progress progress(Move move) throws DriverException {
    Optional<Guest> found = identity.find(move);
    if (found.isEmpty()) {
      return new Progress.Failed("the VM is gone");
    }
    Guest guest = found.get();
    if (guest.node().equals(move.getTarget())) {
      return arrived(move);
    }
    Optional<String> task = cluster.migration(guest);
    if (task.isPresent()) {
      tasks.put(move.getId(), task.get());
      MigrationLog log = cluster.log(guest.node(), task.get());
      return new Progress.Running(log.share(), log.transferredBytes());
    }
    return ended(move, guest);
  }

  /** It is there, but for the end of its task, which then tells the downtime. */
  private Progress arrived(Move move) {
    String task = tasks.get(move.getId());
    if (task == null) {
      return new Progress.Arrived(0, -1);
    }
    try {
      MigrationLog log = cluster.log(move.getSource(), task);
      if (cluster.end(move.getSource(), task).isEmpty()) {
        return new Progress.Running(1, log.transferredBytes());
      }
      tasks.remove(move.getId());
      return new Progress.Arrived(log.transferredBytes(), log.downtimeMillis());
    } catch (DriverException e) {
      LOG.info("{} is on {}, without figures: {}", move.getVmName(), move.getTarget(), e.reason());
      return new Progress.Arrived(0, -1);
    }
  }

  /** Nothing moves it: of a task that this process knows it is said how it ended. */
  private Progress ended(Move move, Guest guest) throws DriverException {
    String task = tasks.get(move.getId());
    if (task == null) {
      return new Progress.NotStarted();
    }
    return cluster
        .end(move.getSource(), task)
        .<Progress>map(end -> new Progress.Failed("on %s: %s".formatted(guest.node(), end)))
        .orElseGet(() -> new Progress.Running(0, 0));
  }

  /** Stops the task, and waits until it has ended. */
  @Override
  public boolean cancel(Move move) throws DriverException {
    Patience patience = new Patience("the migration has not stopped yet", cancelTimeout);
    Optional<Guest> guest = identity.find(move);
    while (guest.isPresent() && guest.get().node().equals(move.getSource())) {
      Optional<String> task = cluster.migration(guest.get());
      if (task.isEmpty()) {
        return true;
      }
      cluster.stop(move.getSource(), task.get());
      patience.pause();
      guest = identity.find(move);
    }
    return false;
  }
}
