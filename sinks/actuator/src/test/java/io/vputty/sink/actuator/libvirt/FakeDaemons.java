package io.vputty.sink.actuator.libvirt;

import io.vputty.sink.actuator.DriverException;
import io.vputty.sink.actuator.MoveDriver;
import io.vputty.sink.actuator.conformance.FakePlatform;
import io.vputty.sink.actuator.conformance.Fleet;
import io.vputty.sink.actuator.setting.DriverSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The daemons of a fleet's hosts: "fake://hv1" and so on. */
final class FakeDaemons implements FakePlatform {

  private final Fleet fleet;
  private final Map<String, String> settings = new HashMap<>();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile long elapsedMillis = 1000;
  private volatile Optional<Hypervisor.Route> route = Optional.empty();

  FakeDaemons(Fleet fleet) {
    this.fleet = fleet;
    for (String host : fleet.hosts()) {
      settings.put("uri." + host, "fake://" + host);
    }
  }

  /** Drivers to come have one more setting. */
  void set(String key, String value) {
    settings.put(key, value);
  }

  void forget(String key) {
    settings.remove(key);
  }

  /** Migrations have gone on for so long. */
  void elapsed(long millis) {
    elapsedMillis = millis;
  }

  /** How the newest migration was asked for. */
  Optional<Hypervisor.Route> route() {
    return route;
  }

  /** How often a migration was asked for. */
  int asked() {
    return asked.get();
  }

  @Override
  public MoveDriver driver() throws Exception {
    return new LibvirtDriver(
        new DriverSettings(LibvirtDriver.NAME, LibvirtDriver.SETTINGS, settings), this::open);
  }

  private Hypervisor open(String uri) throws DriverException {
    Daemon daemon = new Daemon(uri.substring("fake://".length()));
    daemon.answers();
    return daemon;
  }

  @Override
  public void close() {}

  private final class Daemon implements Hypervisor {
    private final String host;

    private Daemon(String host) {
      this.host = host;
    }

    /** Keepalive makes calls to silent daemons fail. */
    private void answers() throws DriverException {
      if (fleet.silent() || !fleet.has(host)) {
        throw new DriverException("libvirt: keepalive found " + host + " dead");
      }
    }

    @Override
    public long memoryBytes() throws DriverException {
      answers();
      return 8L << 30;
    }

    @Override
    public long promisedBytes() throws DriverException {
      answers();
      return 4L << 30;
    }

    @Override
    public Activity activity(String vm) throws DriverException {
      answers();
      if (fleet.hostOf(vm).equals(Optional.of(host))) {
        return Activity.RUNNING;
      }
      boolean coming = fleet.running(vm).filter(each -> each.target().equals(host)).isPresent();
      return coming ? Activity.PAUSED : Activity.NONE;
    }

    @Override
    public Optional<Job> migration(String vm) throws DriverException {
      answers();
      return fleet
          .running(vm)
          .filter(each -> each.source().equals(host))
          .map(each -> new Job(elapsedMillis, 300, 100, -1));
    }

    @Override
    public boolean busy(String vm) throws DriverException {
      return migration(vm).isPresent();
    }

    @Override
    public Optional<Job> arrival(String vm) throws DriverException {
      answers();
      return Optional.of(new Job(2000, 400, 0, 25));
    }

    @Override
    public void migrate(String vm, Route how) throws DriverException {
      answers();
      asked.incrementAndGet();
      route = Optional.of(how);
      String target = how.peer().substring("fake://".length());
      int number = fleet.begin("", vm, target).number();
      Fleet.Migration migration = end(vm, number);
      if (migration.state() != Fleet.State.ARRIVED) {
        throw new DriverException("libvirt: " + migration.reason());
      }
    }

    /** As libvirt does, it returns when the migration is over. */
    private Fleet.Migration end(String vm, int number) {
      while (true) {
        for (Fleet.Migration each : List.copyOf(fleet.migrations(vm))) {
          if (each.number() == number && each.state() != Fleet.State.RUNNING) {
            return each;
          }
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      }
    }

    @Override
    public void abort(String vm) throws DriverException {
      answers();
      boolean unused = fleet.cancel(vm);
    }

    @Override
    public boolean alive() {
      return !fleet.silent();
    }

    @Override
    public void close() {}
  }
}
