package io.vputty.collector.inventory.libvirt;

import io.vputty.collector.inventory.source.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.DomainInfo.DomainState;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;
import org.libvirt.NodeInfo;
import org.libvirt.event.LifecycleListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A read-only connection through libvirt's library. A call that libvirtd does not answer fails when
 * keepalive finds the connection dead, about {@value #KEEPALIVE_SECONDS} s times {@value
 * #KEEPALIVES_MISSED} later; only the opening of one may hang, since keepalive begins after it.
 */
final class LibvirtConnection implements Hypervisor {

  private static final Logger LOG = LoggerFactory.getLogger(LibvirtConnection.class);

  private static final int KEEPALIVE_SECONDS = 5;
  private static final int KEEPALIVES_MISSED = 3;
  private static final long BYTES_PER_KIB = 1024;

  // Native code may still call back into a connection that could not be closed: it must not be
  // collected.
  private static final Queue<Connect> UNCLOSED = new ConcurrentLinkedQueue<>();

  private final Connect connect;

  private LibvirtConnection(Connect connect) {
    this.connect = connect;
  }

  static Hypervisor open(String uri, Runnable changed) throws SourceException {
    try {
      LibvirtConnection opened = new LibvirtConnection(new Connect(uri, true));
      opened.keepAlive();
      opened.listen(uri, changed);
      return opened;
    } catch (LibvirtException e) {
      throw failure(e);
    }
  }

  /** Drivers inside the library, which have nobody to keep alive, refuse. */
  private void keepAlive() {
    try {
      boolean unused = connect.setKeepAlive(KEEPALIVE_SECONDS, KEEPALIVES_MISSED);
    } catch (LibvirtException e) {
      LOG.debug("no keepalive", e);
    }
  }

  private void listen(String uri, Runnable changed) {
    LifecycleListener listener =
        (domain, event) -> {
          free(domain);
          changed.run();
          return 0;
        };
    try {
      connect.addLifecycleListener(listener);
    } catch (LibvirtException e) {
      LOG.info("libvirt {}: tells no events, is asked from time to time: {}", uri, message(e));
    }
    try {
      connect.registerCloseListener((closed, reason) -> changed.run());
    } catch (LibvirtException e) {
      LOG.debug("no sign when the connection ends", e);
    }
  }

  @Override
  public String hostName() throws SourceException {
    try {
      return connect.getHostName();
    } catch (LibvirtException e) {
      throw failure(e);
    }
  }

  @Override
  public Capacity capacity() throws SourceException {
    try {
      NodeInfo node = connect.nodeInfo();
      return new Capacity(node.cpus, node.memory * BYTES_PER_KIB);
    } catch (LibvirtException e) {
      throw failure(e);
    }
  }

  @Override
  public String capabilities() throws SourceException {
    try {
      return connect.getCapabilities();
    } catch (LibvirtException e) {
      throw failure(e);
    }
  }

  @Override
  public List<DefinedDomain> domains() throws SourceException {
    List<DefinedDomain> found = new ArrayList<>();
    try {
      Domain[] domains = connect.listAllDomains(0);
      try {
        for (Domain domain : domains) {
          describe(domain, found);
        }
      } finally {
        for (Domain domain : domains) {
          free(domain);
        }
      }
    } catch (LibvirtException e) {
      throw failure(e);
    }
    return found;
  }

  private static void describe(Domain domain, List<DefinedDomain> found) throws LibvirtException {
    try {
      Activity activity = activity(domain.getInfo().state);
      found.add(new DefinedDomain(domain.getXMLDesc(0), activity));
    } catch (LibvirtException e) {
      if (e.getError() == null || e.getError().getCode() != ErrorNumber.VIR_ERR_NO_DOMAIN) {
        throw e;
      }
      LOG.debug("a domain went away while it was read", e);
    }
  }

  private static Activity activity(DomainState state) {
    return switch (state) {
      case VIR_DOMAIN_RUNNING, VIR_DOMAIN_BLOCKED, VIR_DOMAIN_SHUTDOWN, VIR_DOMAIN_PMSUSPENDED ->
          Activity.RUNNING;
      case VIR_DOMAIN_PAUSED -> Activity.PAUSED;
      case VIR_DOMAIN_NOSTATE, VIR_DOMAIN_SHUTOFF, VIR_DOMAIN_CRASHED -> Activity.OFF;
    };
  }

  private static void free(Domain domain) {
    try {
      domain.free();
    } catch (LibvirtException e) {
      LOG.debug("a domain could not be freed", e);
    }
  }

  @Override
  public boolean isAlive() {
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
      connect.unregisterCloseListener();
    } catch (LibvirtException e) {
      LOG.debug("could not be unregistered", e);
    }
    try {
      if (connect.close() == 0) {
        return;
      }
    } catch (LibvirtException e) {
      LOG.debug("could not be closed", e);
    }
    UNCLOSED.add(connect);
  }

  private static SourceException failure(LibvirtException e) {
    return new SourceException(message(e), e);
  }

  private static String message(LibvirtException e) {
    return String.valueOf(e.getMessage());
  }
}
