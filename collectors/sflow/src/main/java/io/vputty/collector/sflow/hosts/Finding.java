package io.vputty.collector.sflow.hosts;

import io.vputty.schema.Inventory;
import io.vputty.schema.Load;
import io.vputty.schema.Topic;
import io.vputty.schema.Topics;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Something that counters of hosts and virtual machines told, ready to be sent.
 *
 * @param topic where it goes
 * @param key its key there
 */
public record Finding(Topic topic, String key, SpecificRecordBase record) {

  static Finding of(Load load) {
    return new Finding(Topics.LOAD, load.getEntity(), load);
  }

  static Finding of(Inventory inventory) {
    return new Finding(Topics.INVENTORY, inventory.getEntity(), inventory);
  }

  /** The same, no earlier than a time that has been marked already. */
  public Finding notBefore(Instant marked) {
    if (record instanceof Load load && load.getTime().isBefore(marked)) {
      load.setTime(marked);
    } else if (record instanceof Inventory inventory && inventory.getTime().isBefore(marked)) {
      inventory.setTime(marked);
    }
    return this;
  }
}
