package io.vputty.app.drift;

import io.vputty.app.topic.TopicScan;
import io.vputty.schema.DriftEvent;
import io.vputty.schema.Inventory;
import io.vputty.schema.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * The drift events that the jobs have written, in the order of time.
 *
 * @param events oldest first
 * @param vmNames name of each VM by its id
 */
public record DriftLog(List<DriftEvent> events, Map<String, String> vmNames) {

  public DriftLog {
    events = List.copyOf(events);
    vmNames = Map.copyOf(vmNames);
  }

  /**
   * Reads the topics from their beginnings to where they end.
   *
   * @param client settings of the Kafka client
   * @param since events before this time are left out
   * @param domain placement domain that an event concerns; empty for all
   */
  public static DriftLog read(Map<String, ?> client, Instant since, String domain) {
    List<DriftEvent> events = new ArrayList<>();
    Map<String, String> names = new HashMap<>();
    TopicScan.records(
        client,
        List.of(Topics.DRIFT, Topics.INVENTORY),
        record -> {
          if (record instanceof DriftEvent event
              && !event.getTime().isBefore(since)
              && (domain.isEmpty() || event.getDomains().contains(domain))) {
            events.add(event);
          } else {
            name(record, names);
          }
        });
    events.sort(Comparator.comparing(DriftEvent::getTime).thenComparing(DriftEvent::getSubject));
    return new DriftLog(events, names);
  }

  /** Names of VMs by their ids, as the inventory has them now. */
  public static Map<String, String> vmNames(Map<String, ?> client) {
    Map<String, String> names = new HashMap<>();
    TopicScan.records(client, List.of(Topics.INVENTORY), record -> name(record, names));
    return names;
  }

  private static void name(SpecificRecordBase record, Map<String, String> names) {
    if (record instanceof Inventory inventory
        && inventory.getVm() != null
        && !inventory.getVm().getName().isEmpty()) {
      names.put(inventory.getVm().getId(), inventory.getVm().getName());
    }
  }
}
