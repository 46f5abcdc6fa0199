package io.vputty.sink.actuator.libvirt;

import io.vputty.schema.Move;
import io.vputty.sink.actuator.DriverException;
import io.vputty.sink.actuator.MoveDriver;
import io.vputty.sink.actuator.Patience;
import io.vputty.sink.actuator.Precondition;
import io.vputty.sink.actuator.Progress;
import io.vputty.sink.actuator.libvirt.Hypervisor.Activity;
import io.vputty.sink.actuator.libvirt.Hypervisor.Job;
import io.vputty.sink.actuator.setting.DriverSetting;
import io.vputty.sink.actuator.setting.DriverSettings;
import io.vputty.sink.actuator.setting.SettingException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Migrates VMs live between hosts that run libvirt. libvirt carries no name of ours on a migration:
 * where the VM runs and whether it migrates is all that tells what became of a move.
 */
public final class LibvirtDriver implements MoveDriver {

  public static final String NAME = "libvirt";

  /** What can be set. */
  public static final List<DriverSetting> SETTINGS =
      List.of(
          DriverSetting.required("uri.*", "libvirt URI of a host, by its name in plans: uri.hv1"),
          DriverSetting.optional(
              "peer-uri.*", "", "the same as other hosts reach it, where it differs"),
          DriverSetting.optional(
              "transport.*", "", "where memory is sent to a host, tcp://ADDRESS; else it says"),
          DriverSetting.optional("bandwidth", "0", "MiB/s of one migration; 0 for no limit"),
          DriverSetting.optional("migration-timeout", "900", "seconds, then it is stopped"),
          DriverSetting.optional("auto-converge", "true", "slow down guests that write too fast"),
          DriverSetting.optional("unsafe", "false", "accept caches of disks that may lose data"),
          DriverSetting.optional(
              "memory-share", "100", "% of a host's memory that may be promised to VMs"),
          DriverSetting.optional("timeout", "5", "seconds that a connection may take"));

  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration ACCEPTANCE = Duration.ofSeconds(5);
  private static final int PERCENT = 100;

  private final Hypervisors hypervisors;
  private final Map<String, String> peers;
  private final Map<String, String> transports;
  private final long mebibytesPerSecond;
  private final Duration migrationTimeout;
  private final boolean autoConverge;
  private final boolean unsafe;
  private final long memoryShare;
  private final Map<String, Attempt> attempts = new HashMap<>();

  /** What is opened when first needed. */
  LibvirtDriver(DriverSettings settings, Hypervisors.Opener opener) throws SettingException {
    hypervisors = new Hypervisors(settings.family("uri.*"), opener, settings.seconds("timeout", 1));
    peers = settings.family("peer-uri.*");
    transports = settings.family("transport.*");
    mebibytesPerSecond = settings.number("bandwidth", 0);
    migrationTimeout = settings.seconds("migration-timeout", 1);
    autoConverge = settings.flag("auto-converge");
    unsafe = settings.flag("unsafe");
    memoryShare = settings.number("memory-share", 1);
  }

  /**
   * Nothing is connected to yet.
   *
   * @throws SettingException if it cannot work with the settings, or libvirt is not installed
   */
  public static LibvirtDriver open(DriverSettings settings, Clock clock) throws SettingException {
    LibvirtDriver driver = new LibvirtDriver(settings, LibvirtHypervisor::open);
    LibvirtLibrary.load();
    return driver;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Precondition check(Move move) throws DriverException {
    for (String host : List.of(move.getSource(), move.getTarget())) {
      if (hypervisors.uri(host) == null) {
        return new Precondition.Unmet("no uri.%s is set".formatted(host));
      }
    }
    Hypervisor source = hypervisors.of(move.getSource());
    if (source.activity(move.getVm()) == Activity.NONE) {
      return new Precondition.Unmet(
          "%s does not run on %s".formatted(move.getVmName(), move.getSource()));
    }
    if (source.busy(move.getVm())) {
      return new Precondition.Unmet("libvirt is at work on %s already".formatted(move.getVmName()));
    }
    try {
      return checkTarget(move, hypervisors.of(move.getTarget()));
    } catch (DriverException e) {
      return new Precondition.Unmet("the target cannot take it: " + e.reason());
    }
  }

  private Precondition checkTarget(Move move, Hypervisor target) throws DriverException {
    if (target.activity(move.getVm()) != Activity.NONE) {
      return new Precondition.Unmet(
          "%s runs on %s, too".formatted(move.getVmName(), move.getTarget()));
    }
    long allowed = target.memoryBytes() / PERCENT * memoryShare;
    long promised = target.promisedBytes();
    if (promised + move.getMemoryBytes() > allowed) {
      return new Precondition.Unmet(
          "%s has no room: %d of %d bytes are promised, it needs %d"
              .formatted(move.getTarget(), promised, allowed, move.getMemoryBytes()));
    }
    return new Precondition.Met();
  }

  @Override
  public void start(Move move) throws DriverException {
    Hypervisor source = hypervisors.of(move.getSource());
    if (goesOn(move) || source.migration(move.getVm()).isPresent()) {
      return;
    }
    if (source.activity(move.getVm()) == Activity.NONE) {
      if (arrived(move)) {
        return;
      }
      throw new DriverException(
          "%s does not run on %s".formatted(move.getVmName(), move.getSource()));
    }
    Hypervisor.Route route = route(move.getTarget());
    Attempt attempt = Attempt.begin(move.getId(), () -> source.migrate(move.getVm(), route));
    attempts.put(move.getId(), attempt);
    awaitAcceptance(move, source, attempt);
  }

  private boolean goesOn(Move move) {
    Attempt attempt = attempts.get(move.getId());
    return attempt != null && attempt.goesOn();
  }

  private boolean arrived(Move move) throws DriverException {
    return hypervisors.of(move.getTarget()).activity(move.getVm()) == Activity.RUNNING;
  }

  private Hypervisor.Route route(String target) throws DriverException {
    String uri = peers.getOrDefault(target, hypervisors.uri(target));
    if (uri == null) {
      throw new DriverException("no uri.%s is set".formatted(target));
    }
    return new Hypervisor.Route(
        uri, transports.getOrDefault(target, ""), mebibytesPerSecond, autoConverge, unsafe);
  }

  /** Until libvirt is at it, so that whoever asks next sees it. */
  private static void awaitAcceptance(Move move, Hypervisor source, Attempt attempt)
      throws DriverException {
    long end = System.nanoTime() + ACCEPTANCE.toNanos();
    while (attempt.goesOn() && System.nanoTime() < end && !seenAtWork(move, source)) {
      attempt.await(LOOK);
    }
    if (attempt.failure().isPresent()) {
      throw new DriverException(attempt.failure().get());
    }
  }

  /** A VM that leaves its source between two questions is an error there, and not a refusal. */
  private static boolean seenAtWork(Move move, Hypervisor source) {
    try {
      return source.migration(move.getVm()).isPresent();
    } catch (DriverException e) {
      return false;
    }
  }

  /** If the source does not answer, the target may: what runs there has arrived. */
  @Override
  public Progress progress(Move move) throws DriverException {
    Progress progress;
    try {
      progress = look(move);
    } catch (DriverException e) {
      if (!arrived(move)) {
        throw e;
      }
      progress = lookAtTarget(move);
    }
    if (progress instanceof Progress.Arrived) {
      attempts.remove(move.getId());
    }
    return progress;
  }

  private Progress look(Move move) throws DriverException {
    Hypervisor source = hypervisors.of(move.getSource());
    if (source.activity(move.getVm()) == Activity.NONE) {
      return lookAtTarget(move);
    }
    Optional<Job> job = source.migration(move.getVm());
    if (job.isPresent()) {
      return running(move, source, job.get());
    }
    Attempt attempt = attempts.get(move.getId());
    if (attempt == null) {
      return new Progress.NotStarted();
    }
    return attempt
        .failure()
        .<Progress>map(Progress.Failed::new)
        .orElseGet(() -> new Progress.Running(0, 0));
  }

  private Progress running(Move move, Hypervisor source, Job job) throws DriverException {
    if (job.elapsedMillis() > migrationTimeout.toMillis()) {
      source.abort(move.getVm());
    }
    return new Progress.Running(job.share(), job.processedBytes());
  }

  private Progress lookAtTarget(Move move) throws DriverException {
    Hypervisor target = hypervisors.of(move.getTarget());
    return switch (target.activity(move.getVm())) {
      case RUNNING -> arrived(target.arrival(move.getVm()));
      case PAUSED -> new Progress.Running(1, 0);
      case NONE ->
          new Progress.Failed(
              "%s runs neither on %s nor on %s"
                  .formatted(move.getVmName(), move.getSource(), move.getTarget()));
    };
  }

  private static Progress arrived(Optional<Job> job) {
    return job.<Progress>map(
            known -> new Progress.Arrived(known.processedBytes(), known.downtimeMillis()))
        .orElseGet(() -> new Progress.Arrived(0, -1));
  }

  /** Stops what migrates; true once the VM runs on the source and nothing moves it any more. */
  @Override
  public boolean cancel(Move move) throws DriverException {
    Hypervisor source = hypervisors.of(move.getSource());
    Patience patience = new Patience("the migration has not stopped yet", ACCEPTANCE);
    while (goesOn(move) || source.migration(move.getVm()).isPresent()) {
      source.abort(move.getVm());
      patience.pause();
    }
    return source.activity(move.getVm()) != Activity.NONE;
  }

  @Override
  public void close() {
    hypervisors.close();
  }
}
