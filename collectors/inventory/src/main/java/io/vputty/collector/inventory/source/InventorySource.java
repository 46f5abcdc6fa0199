package io.vputty.collector.inventory.source;

/**
 * Someone who knows what runs where, and can be asked for all of it. It is read by one thread, and
 * closed by another.
 */
public interface InventorySource extends AutoCloseable {

  /** What it is, as settings and metrics name it: "libvirt". */
  String kind();

  /** Which one it is, for people: "libvirt qemu:///system". */
  String name();

  /**
   * Asks for all that it knows; every call to others has a time limit where there can be one.
   *
   * @throws SourceException if it does not answer, or not with what makes sense
   */
  Snapshot read() throws SourceException, InterruptedException;

  /**
   * Tells what to run, from any thread, when something has changed. Called once, before the first
   * read; a source that hears of no changes is read from time to time only.
   */
  default void onChange(Runnable wake) {}

  @Override
  void close();
}
