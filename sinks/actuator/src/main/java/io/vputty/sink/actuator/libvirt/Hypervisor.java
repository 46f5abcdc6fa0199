package io.vputty.sink.actuator.libvirt;

import io.vputty.sink.actuator.DriverException;
import java.util.Optional;

/** The libvirt daemon of one host, as far as migrations need it; VMs go by their UUID. */
interface Hypervisor extends AutoCloseable {

  /** What a VM does on a host. */
  enum Activity {
    /** It is not defined there, or defined and off. */
    NONE,
    /** It stands still: because somebody paused it, or because it is on its way here. */
    PAUSED,
    RUNNING
  }

  /**
   * A migration away from a host, under way or just over.
   *
   * @param downtimeMillis time the guest stood still, as far as is known; -1 if it is not
   */
  record Job(long elapsedMillis, long processedBytes, long remainingBytes, long downtimeMillis) {

    /** Share done, 0-1; memory that is written to again has to go again. */
    double share() {
      double total = (double) processedBytes + remainingBytes;
      return total > 0 ? processedBytes / total : 0;
    }
  }

  /**
   * How to migrate.
   *
   * @param peer the target's daemon as the source's reaches it
   * @param transport where memory is sent, "tcp://10.0.0.2"; empty lets the target say
   * @param mebibytesPerSecond limit; 0 means none
   * @param autoConverge whether a guest that writes too fast is slowed down
   * @param unsafe whether disk caches that could lose data are accepted
   */
  record Route(
      String peer,
      String transport,
      long mebibytesPerSecond,
      boolean autoConverge,
      boolean unsafe) {}

  /** Memory of the host, bytes. */
  long memoryBytes() throws DriverException;

  /** Memory that its VMs which run may use, bytes. */
  long promisedBytes() throws DriverException;

  Activity activity(String vm) throws DriverException;

  /** The migration of a VM away from here that is under way. */
  Optional<Job> migration(String vm) throws DriverException;

  /** Whether anything else is under way with the VM: it is saved, dumped, or comes in. */
  boolean busy(String vm) throws DriverException;

  /** The last migration of a VM that runs here and came here; empty if the daemon forgot. */
  Optional<Job> arrival(String vm) throws DriverException;

  /** Migrates a VM live and returns when it is over. */
  void migrate(String vm, Route route) throws DriverException;

  /** Stops the migration that is under way, if there still is one. */
  void abort(String vm) throws DriverException;

  /** Whether the connection stands, as far as is known without asking. */
  boolean alive();

  @Override
  void close();
}
