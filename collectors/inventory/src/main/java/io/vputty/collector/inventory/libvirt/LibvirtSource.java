package io.vputty.collector.inventory.libvirt;

import io.vputty.collector.inventory.source.InventorySource;
import io.vputty.collector.inventory.source.Snapshot;
import io.vputty.collector.inventory.source.SnapshotBuilder;
import io.vputty.collector.inventory.source.SourceException;
import io.vputty.schema.Host;
import io.vputty.schema.Vm;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One hypervisor, through libvirt. A VM that runs elsewhere too is where it runs: what is paused or
 * only defined here is said tentatively, so that during and after a migration the host on which the
 * guest runs wins.
 */
public final class LibvirtSource implements InventorySource {

  /** What settings and metrics call it. */
  public static final String KIND = "libvirt";

  private static final int PATIENCE_SECONDS = 2;

  private final String uri;
  private final Hypervisor.Opener opener;
  private final ReentrantLock connecting = new ReentrantLock();
  private Runnable wake = () -> {};
  private @Nullable Hypervisor connection;

  LibvirtSource(String uri, Hypervisor.Opener opener) {
    this.uri = uri;
    this.opener = opener;
  }

  /**
   * The hypervisor of a URI; it is connected to when it is first read.
   *
   * @throws SourceException if libvirt's library is not installed
   */
  public static LibvirtSource of(String uri) throws SourceException {
    LibvirtLibrary.load();
    return new LibvirtSource(uri, changed -> LibvirtConnection.open(uri, changed));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String name() {
    return KIND + " " + uri;
  }

  @Override
  public void onChange(Runnable wake) {
    this.wake = wake;
  }

  @Override
  public Snapshot read() throws SourceException, InterruptedException {
    connecting.lockInterruptibly();
    try {
      return snapshot(connected());
    } catch (SourceException e) {
      disconnect();
      throw e;
    } finally {
      connecting.unlock();
    }
  }

  private Hypervisor connected() throws SourceException {
    if (connection != null && !connection.isAlive()) {
      disconnect();
    }
    if (connection == null) {
      connection = opener.open(wake);
    }
    return connection;
  }

  private static Snapshot snapshot(Hypervisor hypervisor) throws SourceException {
    SnapshotBuilder snapshot = new SnapshotBuilder();
    String host = hypervisor.hostName();
    snapshot.host(host(hypervisor, host));
    for (Hypervisor.DefinedDomain defined : hypervisor.domains()) {
      DomainXml domain = DomainXml.parse(defined.xml(), host);
      Vm vm = domain.vm();
      if (defined.activity() != Activity.OFF) {
        vm.setHost(host);
      }
      if (defined.activity() == Activity.RUNNING) {
        snapshot.vm(vm);
      } else {
        snapshot.tentativeVm(vm);
      }
      domain.volumes().forEach(snapshot::volume);
    }
    return snapshot.build();
  }

  private static Host host(Hypervisor hypervisor, String name) throws SourceException {
    Hypervisor.Capacity capacity = hypervisor.capacity();
    XmlElement capabilities = XmlElement.parse(hypervisor.capabilities());
    return Host.newBuilder()
        .setName(name)
        .setCpuCores(capacity.cores())
        .setMemoryBytes(capacity.memoryBytes())
        .setCpuModel(capabilities.first("host", "cpu", "model").map(XmlElement::text).orElse(""))
        .build();
  }

  /** Ends the connection, unless a call on it hangs: then the process ends it. */
  @Override
  public void close() {
    boolean free = false;
    try {
      free = connecting.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (free) {
        disconnect();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (free) {
        connecting.unlock();
      }
    }
  }

  private void disconnect() {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }
}
