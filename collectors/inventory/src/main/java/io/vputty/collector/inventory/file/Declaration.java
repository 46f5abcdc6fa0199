package io.vputty.collector.inventory.file;

import io.vputty.schema.Inventory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an inventory file says: for each entity its records in the order of time. A record with time
 * {@link #ALWAYS} holds from the beginning, any other one from its own time on.
 */
public final class Declaration {

  /** The time of what was so before anything else. */
  public static final Instant ALWAYS = Instant.EPOCH;

  private static final Comparator<Inventory> ORDER =
      Comparator.comparing(Inventory::getTime).thenComparing(Inventory::getEntity);

  private final Map<String, List<Inventory>> timelines = new LinkedHashMap<>();

  Declaration(Collection<Inventory> records) {
    records.stream()
        .sorted(ORDER)
        .forEach(
            record ->
                timelines
                    .computeIfAbsent(record.getEntity(), absent -> new ArrayList<>())
                    .add(record));
  }

  /** What is so at a time, by entity. */
  public Map<String, Inventory> asOf(Instant time) {
    Map<String, Inventory> state = new LinkedHashMap<>();
    timelines.forEach(
        (entity, records) -> latest(records, time).ifPresent(record -> state.put(entity, record)));
    return state;
  }

  /** Every record, in the order of time. */
  public Stream<Inventory> history() {
    return timelines.values().stream().flatMap(List::stream).sorted(ORDER);
  }

  private static Optional<Inventory> latest(List<Inventory> records, Instant time) {
    return records.stream()
        .filter(record -> !record.getTime().isAfter(time))
        .reduce((earlier, later) -> later);
  }
}
