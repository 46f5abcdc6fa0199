package io.vputty.collector.inventory.libvirt;

import io.vputty.collector.inventory.source.SourceException;
import java.util.concurrent.TimeUnit;
import org.libvirt.Connect;
import org.libvirt.Library;
import org.libvirt.LibvirtException;
import org.libvirt.jna.Libvirt.VirErrorCallback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * libvirt's shared library, loaded once for the process, with one thread for all its events. It has
 * to be there before the first connection, or connections get neither events nor keepalive.
 */
final class LibvirtLibrary {

  private static final Logger LOG = LoggerFactory.getLogger(LibvirtLibrary.class);

  // Held here, since native code calls it. Errors are thrown too; by default they are also printed.
  private static final VirErrorCallback SILENT = (data, error) -> {};

  private static boolean loaded;

  private LibvirtLibrary() {}

  /**
   * Loads it.
   *
   * @throws SourceException if it is not installed
   */
  static synchronized void load() throws SourceException {
    if (loaded) {
      return;
    }
    try {
      Connect.setErrorCallback(SILENT);
      Library.initEventLoop();
    } catch (LinkageError e) {
      throw new SourceException(
          "libvirt's client libraries, libvirt.so.0 and libvirt-qemu.so.0, cannot be loaded;"
              + " install them (Debian: libvirt0, Fedora: libvirt-libs) or take libvirt out of"
              + " `sources`: "
              + e.getMessage(),
          e);
    } catch (LibvirtException e) {
      throw new SourceException("libvirt: no events: " + e.getMessage(), e);
    }
    Thread events = new Thread(LibvirtLibrary::run, "libvirt-events");
    events.setDaemon(true);
    events.start();
    loaded = true;
  }

  private static void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        processOne();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void processOne() throws InterruptedException {
    try {
      Library.processEvent();
    } catch (LibvirtException e) {
      LOG.warn("libvirt: events may be missed", e);
      TimeUnit.SECONDS.sleep(1);
    }
  }
}
