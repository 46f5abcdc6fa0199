package io.vputty.sink.actuator.nova;

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
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Has Nova migrate servers live to the host that a plan names. Migrations carry no name of ours:
 * the server's host and state tell what became of a move.
 */
public final class NovaDriver implements MoveDriver {

  public static final String NAME = "nova";

  /** What can be set. */
  public static final List<DriverSetting> SETTINGS =
      List.of(
          DriverSetting.required("auth-url", "Keystone, https://cloud:5000/v3"),
          DriverSetting.required("user", "one that may migrate, by name"),
          DriverSetting.required("password-file", "file with the user's password"),
          DriverSetting.optional("project", "admin", "what it logs in to, by name"),
          DriverSetting.optional("user-domain", "Default", "domain of the user, by name"),
          DriverSetting.optional("project-domain", "Default", "domain of the project, by name"),
          DriverSetting.optional("region", "", "whose Nova is asked; else the first"),
          DriverSetting.optional("tls-ca", "", "file with trusted certificates, PEM"),
          DriverSetting.optional("timeout", "5", "seconds that an answer may take"),
          DriverSetting.optional(
              "force-after", "0", "seconds, then a migration is forced to end; 0 for never"),
          DriverSetting.optional(
              "migration-timeout", "3600", "seconds, then a migration is stopped"),
          DriverSetting.optional("cancel-timeout", "5", "seconds to wait for a migration to stop"));

  private final Nova nova;
  private final Clock clock;
  private final Duration forceAfter;
  private final Duration migrationTimeout;
  private final Duration cancelTimeout;

  /** Of each move that this process has started, the newest migration of the server before it. */
  private final Map<String, Long> newestBefore = new HashMap<>();

  private final Set<Long> forced = new HashSet<>();

  /**
   * Nothing is asked of the cloud yet.
   *
   * @throws SettingException if it cannot work with the settings
   */
  public NovaDriver(DriverSettings settings, Clock clock) throws SettingException {
    this.clock = clock;
    nova = new Nova(settings, clock);
    forceAfter = settings.seconds("force-after", 0);
    migrationTimeout = settings.seconds("migration-timeout", 1);
    cancelTimeout = settings.seconds("cancel-timeout", 1);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Precondition check(Move move) throws DriverException {
    Optional<Server> found = nova.server(move.getVm());
    if (found.isEmpty()) {
      return new Precondition.Unmet("there is no server " + move.getVm());
    }
    Server server = found.get();
    if (!server.host().equals(move.getSource())) {
      return new Precondition.Unmet(
          "%s is on '%s', not on %s".formatted(move.getVmName(), server.host(), move.getSource()));
    }
    if (!server.runs() || !server.task().isEmpty()) {
      return new Precondition.Unmet(
          "%s is %s, task '%s'".formatted(move.getVmName(), server.status(), server.task()));
    }
    boolean takes = nova.host(move.getTarget()).filter(ComputeHost::takesServers).isPresent();
    return takes
        ? new Precondition.Met()
        : new Precondition.Unmet("host %s takes no servers now".formatted(move.getTarget()));
  }

  @Override
  public void start(Move move) throws DriverException {
    Optional<Server> server = nova.server(move.getVm());
    boolean underWay = server.filter(Server::migrates).isPresent();
    if (underWay || server.filter(each -> each.host().equals(move.getTarget())).isPresent()) {
      return;
    }
    if (server.filter(each -> each.host().equals(move.getSource())).isEmpty()) {
      throw new DriverException(
          "%s does not run on %s".formatted(move.getVmName(), move.getSource()));
    }
    Optional<ComputeHost> target = nova.host(move.getTarget());
    if (target.isEmpty()) {
      throw new DriverException("there is no host " + move.getTarget());
    }
    newestBefore.put(move.getId(), newest(move).map(LiveMigration::id).orElse(-1L));
    nova.migrate(move.getVm(), target.get().service());
  }

  private Optional<LiveMigration> newest(Move move) throws DriverException {
    return nova.migrations(move.getVm()).stream().max(Comparator.comparingLong(LiveMigration::id));
  }

  @Override
  public Progress progress(Move move) throws DriverException {
    Optional<Server> found = nova.server(move.getVm());
    if (found.isEmpty()) {
      return new Progress.Failed("the server is gone");
    }
    Server server = found.get();
    if (server.migrates()) {
      return running(move);
    }
    if (server.host().equals(move.getTarget())) {
      newestBefore.remove(move.getId());
      return server.runs()
          ? new Progress.Arrived(0, -1)
          : new Progress.Failed("it is on the target, and " + server.status());
    }
    return failure(move);
  }

  private Progress running(Move move) throws DriverException {
    Progress progress = new Progress.Running(0, 0);
    for (LiveMigration each : nova.underWay(move.getVm())) {
      hurry(move, each);
      progress = new Progress.Running(each.share(), each.processedBytes());
    }
    return progress;
  }

  /** Forces or stops what takes too long. */
  private void hurry(Move move, LiveMigration migration) throws DriverException {
    if (migration.createdAt().equals(Instant.EPOCH)) {
      return;
    }
    Duration age = Duration.between(migration.createdAt(), clock.instant());
    if (age.compareTo(migrationTimeout) > 0) {
      nova.abort(move.getVm(), migration.id());
    } else if (!forceAfter.isZero() && age.compareTo(forceAfter) > 0) {
      if (forced.add(migration.id())) {
        nova.forceComplete(move.getVm(), migration.id());
      }
    }
  }

  /** Whether a migration that this process has asked for has failed; others are not this move. */
  private Progress failure(Move move) throws DriverException {
    Long before = newestBefore.get(move.getId());
    if (before == null) {
      return new Progress.NotStarted();
    }
    return newest(move)
        .filter(each -> each.id() > before && each.failed())
        .<Progress>map(each -> new Progress.Failed("Nova says: " + each.status()))
        .orElseGet(Progress.NotStarted::new);
  }

  /** Aborts what migrates, and waits until it has stopped. */
  @Override
  public boolean cancel(Move move) throws DriverException {
    Patience patience = new Patience("the migration has not stopped yet", cancelTimeout);
    Optional<Server> server = nova.server(move.getVm());
    while (server.filter(Server::migrates).isPresent()) {
      for (LiveMigration each : nova.underWay(move.getVm())) {
        nova.abort(move.getVm(), each.id());
      }
      patience.pause();
      server = nova.server(move.getVm());
    }
    return server.filter(each -> each.host().equals(move.getSource())).isPresent();
  }
}
