package io.vputty.sink.actuator.libvirt;

import io.vputty.sink.actuator.DriverException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.Domain.DomainMigrateParameters;
import org.libvirt.Domain.GetJobStatsFlags;
import org.libvirt.Domain.MigrateFlags;
import org.libvirt.DomainInfo.DomainState;
import org.libvirt.DomainJobStats;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;
import org.libvirt.TypedParameter;
import org.libvirt.TypedStringParameter;
import org.libvirt.TypedUlongParameter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A daemon through libvirt's library. Migrations are peer to peer: the source's daemon carries them
 * out with the target's, and goes on if this process ends.
 *
 * <p>A call that is not answered fails when keepalive finds the connection dead.
 *
 * @see <a href="https://libvirt.org/html/libvirt-libvirt-domain.html">virDomainMigrateToURI3,
 *     virDomainGetJobStats</a>
 */
final class LibvirtHypervisor implements Hypervisor {

  private static final Logger LOG = LoggerFactory.getLogger(LibvirtHypervisor.class);

  private static final int KEEPALIVE_SECONDS = 2;
  private static final int KEEPALIVES_MISSED = 3;
  private static final long BYTES_PER_KIB = 1024;
  private static final int ACTIVE = 1;

  // virDomainJobType and virDomainJobOperation.
  private static final int BOUNDED = 1;
  private static final int UNBOUNDED = 2;
  private static final long MIGRATION_OUT = 5;

  private final Connect connect;

  private LibvirtHypervisor(Connect connect) {
    this.connect = connect;
  }

  /** Connects; may take as long as the network does. */
  static Hypervisor open(String uri) throws DriverException {
    try {
      Connect connect = new Connect(uri);
      keepAlive(connect);
      return new LibvirtHypervisor(connect);
    } catch (LibvirtException e) {
      throw failure(e);
    }
  }

  /** Drivers inside the library, which have nobody to keep alive, refuse. */
  private static void keepAlive(Connect connect) {
    try {
      boolean unused = connect.setKeepAlive(KEEPALIVE_SECONDS, KEEPALIVES_MISSED);
    } catch (LibvirtException e) {
      LOG.debug("no keepalive", e);
    }
  }

  @Override
  public long memoryBytes() throws DriverException {
    try {
      return connect.nodeInfo().memory * BYTES_PER_KIB;
    } catch (LibvirtException e) {
      throw failure(e);
    }
  }

  @Override
  public long promisedBytes() throws DriverException {
    try {
      long promised = 0;
      for (Domain domain : connect.listAllDomains(ACTIVE)) {
        try {
          promised += domain.getInfo().maxMem * BYTES_PER_KIB;
        } finally {
          free(domain);
        }
      }
      return promised;
    } catch (LibvirtException e) {
      throw failure(e);
    }
  }

  @Override
  public Activity activity(String vm) throws DriverException {
    return of(vm, Activity.NONE, domain -> activity(domain.getInfo().state));
  }

  private static Activity activity(DomainState state) {
    return switch (state) {
      case VIR_DOMAIN_RUNNING, VIR_DOMAIN_BLOCKED, VIR_DOMAIN_SHUTDOWN, VIR_DOMAIN_PMSUSPENDED ->
          Activity.RUNNING;
      case VIR_DOMAIN_PAUSED -> Activity.PAUSED;
      case VIR_DOMAIN_NOSTATE, VIR_DOMAIN_SHUTOFF, VIR_DOMAIN_CRASHED -> Activity.NONE;
    };
  }

  @Override
  public Optional<Job> migration(String vm) throws DriverException {
    return of(
        vm,
        Optional.empty(),
        domain -> {
          DomainJobStats stats = domain.getJobStats(0);
          Map<String, Long> figures = figures(stats.stats);
          boolean out = figures.getOrDefault("operation", 0L) == MIGRATION_OUT;
          return active(stats) && out ? Optional.of(job(figures)) : Optional.empty();
        });
  }

  @Override
  public boolean busy(String vm) throws DriverException {
    return of(vm, false, domain -> active(domain.getJobStats(0)));
  }

  private static boolean active(DomainJobStats stats) {
    return stats.type == BOUNDED || stats.type == UNBOUNDED;
  }

  @Override
  public Optional<Job> arrival(String vm) throws DriverException {
    return of(
        vm,
        Optional.empty(),
        domain -> {
          int completed = GetJobStatsFlags.COMPLETED | GetJobStatsFlags.KEEP_COMPLETED;
          Map<String, Long> figures = figures(domain.getJobStats(completed).stats);
          return figures.isEmpty() ? Optional.empty() : Optional.of(job(figures));
        });
  }

  private static Map<String, Long> figures(TypedParameter[] parameters) {
    Map<String, Long> figures = new HashMap<>();
    for (TypedParameter each : parameters) {
      if (each.getValueAsString().matches("-?\\d{1,18}")) {
        figures.put(each.field, Long.parseLong(each.getValueAsString()));
      }
    }
    return figures;
  }

  private static Job job(Map<String, Long> figures) {
    return new Job(
        figures.getOrDefault("time_elapsed", 0L),
        figures.getOrDefault("data_processed", 0L),
        figures.getOrDefault("data_remaining", 0L),
        figures.getOrDefault("downtime", -1L));
  }

  @Override
  public void migrate(String vm, Route route) throws DriverException {
    List<TypedParameter> parameters = new ArrayList<>();
    parameters.add(
        new TypedUlongParameter(
            DomainMigrateParameters.VIR_MIGRATE_PARAM_BANDWIDTH, route.mebibytesPerSecond()));
    if (!route.transport().isEmpty()) {
      parameters.add(
          new TypedStringParameter(
              DomainMigrateParameters.VIR_MIGRATE_PARAM_URI, route.transport()));
    }
    TypedParameter[] all = parameters.toArray(TypedParameter[]::new);
    int status = of(vm, -1, domain -> domain.migrateToURI(route.peer(), all, flags(domain, route)));
    if (status < 0) {
      throw new DriverException("the VM is not there");
    }
  }

  private static int flags(Domain domain, Route route) throws LibvirtException {
    int flags = MigrateFlags.LIVE | MigrateFlags.PEER2PEER;
    if (domain.isPersistent() == 1) {
      flags |= MigrateFlags.PERSIST_DEST | MigrateFlags.UNDEFINE_SOURCE;
    }
    if (route.autoConverge()) {
      flags |= MigrateFlags.AUTO_CONVERGE;
    }
    return route.unsafe() ? flags | MigrateFlags.UNSAFE : flags;
  }

  @Override
  public void abort(String vm) throws DriverException {
    int unused =
        of(
            vm,
            0,
            domain -> {
              // It may be over by now, which libvirt calls an invalid operation.
              return active(domain.getJobStats(0)) ? domain.abortJob() : 0;
            });
  }

  @Override
  public boolean alive() {
    try {
      return connect.isAlive();
    } catch (LibvirtException e) {
      LOG.debug("not alive", e);
      return false;
    }
  }

  @Override
  public void close() {
    try {
      int unused = connect.close();
    } catch (LibvirtException e) {
      LOG.debug("could not be closed", e);
    }
  }

  /** What is asked of a VM. */
  @FunctionalInterface
  private interface Question<T> {
    T ask(Domain domain) throws LibvirtException;
  }

  /** Asks of a VM; what holds without it if it is not there, or goes away meanwhile. */
  private <T> T of(String vm, T without, Question<T> question) throws DriverException {
    @Nullable Domain domain = null;
    try {
      domain = connect.domainLookupByUUIDString(vm);
      return question.ask(domain);
    } catch (LibvirtException e) {
      if (e.getError() != null && e.getError().getCode() == ErrorNumber.VIR_ERR_NO_DOMAIN) {
        return without;
      }
      throw failure(e);
    } finally {
      free(domain);
    }
  }

  private static void free(@Nullable Domain domain) {
    try {
      if (domain != null) {
        domain.free();
      }
    } catch (LibvirtException e) {
      LOG.debug("a domain could not be freed", e);
    }
  }

  private static DriverException failure(LibvirtException e) {
    return new DriverException("libvirt: " + e.getMessage(), e);
  }
}
