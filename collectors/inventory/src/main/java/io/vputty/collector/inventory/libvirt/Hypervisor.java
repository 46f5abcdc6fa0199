package io.vputty.collector.inventory.libvirt;

import io.vputty.collector.inventory.source.SourceException;
import java.util.List;

/** A connection to a hypervisor, as far as it is asked. */
interface Hypervisor extends AutoCloseable {

  /**
   * What the host has for VMs.
   *
   * @param cores hardware threads
   */
  record Capacity(int cores, long memoryBytes) {}

  /**
   * A domain.
   *
   * @param xml what it is made of, as of now if it is active
   */
  record DefinedDomain(String xml, Activity activity) {}

  /** Opens a connection. */
  @FunctionalInterface
  interface Opener {
    /**
     * Opens it.
     *
     * @param changed run, by any thread, when a domain or the connection has changed
     */
    Hypervisor open(Runnable changed) throws SourceException;
  }

  String hostName() throws SourceException;

  Capacity capacity() throws SourceException;

  /** What the host can do, as XML. */
  String capabilities() throws SourceException;

  /** All domains, active and not. */
  List<DefinedDomain> domains() throws SourceException;

  /** Whether the connection still stands, as far as is known without asking. */
  boolean isAlive();

  @Override
  void close();
}
