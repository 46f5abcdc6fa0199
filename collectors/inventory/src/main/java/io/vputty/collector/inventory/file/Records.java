package io.vputty.collector.inventory.file;

import io.vputty.schema.Inventory;

/** Records as sections begin them. */
final class Records {

  private Records() {}

  /** A record of nothing yet, true from the beginning. */
  static Inventory blank() {
    return Inventory.newBuilder().setTime(Declaration.ALWAYS).build();
  }
}
