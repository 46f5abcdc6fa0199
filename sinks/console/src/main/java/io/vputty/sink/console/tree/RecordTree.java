package io.vputty.sink.console.tree;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** A record of the contract as maps, lists and scalars, for JSON: times are ms since the epoch. */
public final class RecordTree {

  private RecordTree() {}

  /** One record. */
  public static Map<String, @Nullable Object> of(SpecificRecordBase record) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    for (Schema.Field field : record.getSchema().getFields()) {
      tree.put(field.name(), value(record.get(field.pos())));
    }
    return tree;
  }

  /** Records in their order. */
  public static List<Map<String, @Nullable Object>> all(
      List<? extends SpecificRecordBase> records) {
    return records.stream().map(RecordTree::of).toList();
  }

  private static @Nullable Object value(@Nullable Object value) {
    if (value instanceof SpecificRecordBase record) {
      return of(record);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      list.forEach(element -> copy.add(value(element)));
      return copy;
    }
    if (value instanceof Instant time) {
      return time.toEpochMilli();
    }
    return value instanceof Enum<?> constant ? constant.name() : value;
  }
}
