package io.vputty.collector.sflow.wire.xdr;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of one structure as they were read: numbers as {@link Long} (64-bit ones as their
 * bits), shares and loads as {@link Double}, addresses and texts as {@link String}, lists as lists
 * of these. MAC addresses are 12 hex digits.
 *
 * <p>By sFlow's convention a counter of all ones is one that the agent does not have: {@link
 * #isKnown} tells.
 */
public final class Fields {

  /** A 32-bit counter that the agent does not have. */
  static final long UNKNOWN_32 = 0xFFFF_FFFFL;

  private static final long UNKNOWN_64 = -1;

  private final List<Layout.Field> fields;
  private final List<Object> values;

  /**
   * @param fields those that were there are the first of them
   */
  Fields(List<Layout.Field> fields, List<Object> values) {
    this.fields = fields;
    this.values = List.copyOf(values);
  }

  /** Whether the field is there and not all ones. */
  public boolean isKnown(String name) {
    int at = find(name);
    if (at < 0) {
      return false;
    }
    return !(values.get(at) instanceof Long number)
        || number != (fields.get(at).type() == FieldType.U64 ? UNKNOWN_64 : UNKNOWN_32);
  }

  private int find(String name) {
    for (int i = 0; i < values.size(); i++) {
      if (fields.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** A whole number. */
  public long number(String name) {
    return (Long) value(name);
  }

  /** A share in percent, or a load. */
  public double real(String name) {
    return ((Number) value(name)).doubleValue();
  }

  /** An address, a name, a UUID. */
  public String text(String name) {
    return (String) value(name);
  }

  /** The items of a list. */
  @SuppressWarnings("unchecked")
  public List<Fields> list(String name) {
    return (List<Fields>) value(name);
  }

  private Object value(String name) {
    int at = find(name);
    if (at < 0) {
      throw new IllegalArgumentException("no field %s among %s".formatted(name, toMap().keySet()));
    }
    return values.get(at);
  }

  /** Names and values in the order of the wire, 64-bit numbers unsigned; lists as lists of maps. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      map.put(fields.get(i).name(), plain(fields.get(i), value));
    }
    return map;
  }

  private static Object plain(Layout.Field field, Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(item -> ((Fields) item).toMap()).toList();
    }
    return field.type() == FieldType.U64 && (Long) value < 0
        ? new BigInteger(Long.toUnsignedString((Long) value))
        : value;
  }

  @Override
  public String toString() {
    return toMap().toString();
  }
}
