package io.vputty.app.json;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes maps, lists, texts, numbers, booleans, times and null as one line of JSON (RFC 8259). Keys
 * keep the map's order; numbers that JSON does not have (NaN, infinities) become null.
 */
public final class Json {
  private final StringBuilder out = new StringBuilder();

  private Json() {}

  /** One line of JSON. */
  public static String line(@Nullable Object value) {
    Json json = new Json();
    json.put(value);
    return json.out.toString();
  }

  private void put(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      putMap(map);
    } else if (value instanceof List<?> list) {
      putList(list);
    } else if (value instanceof Number number) {
      putNumber(number);
    } else if (value == null || value instanceof Boolean) {
      out.append(value);
    } else if (value instanceof CharSequence || value instanceof Instant || value instanceof Enum) {
      putText(value.toString());
    } else {
      throw new IllegalArgumentException("no JSON for " + value.getClass());
    }
  }

  private void putMap(Map<?, ?> map) {
    out.append('{');
    for (Iterator<? extends Map.Entry<?, ?>> all = map.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<?, ?> entry = all.next();
      putText(String.valueOf(entry.getKey()));
      out.append(':');
      put(entry.getValue());
      out.append(all.hasNext() ? "," : "");
    }
    out.append('}');
  }

  private void putList(List<?> list) {
    out.append('[');
    for (Iterator<?> all = list.iterator(); all.hasNext(); ) {
      put(all.next());
      out.append(all.hasNext() ? "," : "");
    }
    out.append(']');
  }

  private void putNumber(Number number) {
    double value = number.doubleValue();
    boolean exists = !Double.isNaN(value) && !Double.isInfinite(value);
    out.append(exists ? number.toString() : "null");
  }

  private void putText(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> out.append(c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
      }
    }
    out.append('"');
  }
}
