package io.vputty.collector.inventory.libvirt;

/** Whether a domain is on its host. */
enum Activity {
  /** Its guest runs there, or sleeps by itself. */
  RUNNING,
  /** It has memory there but does not run: paused, or on its way in or out. */
  PAUSED,
  /** It is only defined there. */
  OFF
}
