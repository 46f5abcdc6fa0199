package io.vputty.sink.actuator.libvirt;

import io.vputty.sink.actuator.setting.SettingException;
import java.util.concurrent.TimeUnit;
import org.libvirt.Connect;
import org.libvirt.Library;
import org.libvirt.LibvirtException;
import org.libvirt.jna.Libvirt.VirErrorCallback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * libvirt's shared library, loaded once for the process, with one thread for its events: without it
 * connections get no keepalive, and calls to a dead host would never end.
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
   * @throws SettingException if it is not installed
   */
  static synchronized void load() throws SettingException {
    if (loaded) {
      return;
    }
    try {
      Connect.setErrorCallback(SILENT);
      Library.initEventLoop();
    } catch (LinkageError | LibvirtException e) {
      throw new SettingException(
          "driver libvirt: libvirt.so.0 and libvirt-qemu.so.0 cannot be loaded; install them"
              + " (Debian: libvirt0, Fedora: libvirt-libs): "
              + e.getMessage(),
          e);
    }
    Thread events = new Thread(LibvirtLibrary::run, "actuator-libvirt-events");
    events.setDaemon(true);
    events.start();
    loaded = true;
  }

  private static void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Library.processEvent();
      } catch (LibvirtException e) {
        LOG.warn("libvirt: events may be missed", e);
        pause();
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
