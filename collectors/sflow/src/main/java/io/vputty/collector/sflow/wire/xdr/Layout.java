package io.vputty.collector.sflow.wire.xdr;

import io.vputty.collector.Addresses;
import io.vputty.collector.sflow.wire.xdr.MalformedDatagramException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a structure in their order, written as a text of types and names: {@code "u32
 * index, mac address"}. A list stands in brackets before its name: {@code "[u32 index, [mac
 * address] macs] adapters"}. Fields behind {@code "?"} were added to the structure later: they may
 * be missing.
 *
 * <p>Reading is bounded: a length or count is checked against the bytes that are left, and nesting
 * is what the text says. It allocates at most about 100 bytes for each of the structure's.
 */
public final class Layout {

  private static final int IPV4 = 1;
  private static final int IPV6 = 2;
  private static final HexFormat HEX = HexFormat.of();

  private final List<Field> fields;
  private final int leastBytes;

  /**
   * One field.
   *
   * @param items what a list holds; null for other types
   * @param optional whether it may be missing, with all behind it
   */
  public record Field(String name, FieldType type, @Nullable Layout items, boolean optional) {}

  private Layout(List<Field> fields) {
    this.fields = List.copyOf(fields);
    leastBytes = fields.stream().filter(f -> !f.optional).mapToInt(f -> f.type.leastBytes()).sum();
  }

  /** Reads a description. */
  public static Layout of(String text) {
    return parse(new StringTokenizer(text, " \n,[]?", true));
  }

  private static Layout parse(StringTokenizer tokens) {
    List<Field> fields = new ArrayList<>();
    boolean optional = false;
    String type = "";
    Layout items = null;
    while (tokens.hasMoreTokens()) {
      String token = tokens.nextToken();
      if (token.equals("]")) {
        break;
      } else if (token.equals("?")) {
        optional = true;
      } else if (token.equals("[")) {
        items = parse(tokens);
        type = FieldType.LIST.word();
      } else if (!token.isBlank() && !token.equals(",")) {
        if (type.isEmpty()) {
          type = token;
        } else {
          fields.add(new Field(token, FieldType.of(type), items, optional));
          type = "";
          items = null;
        }
      }
    }
    return new Layout(fields);
  }

  /** Its fields, in the order of the wire. */
  public List<Field> fields() {
    return fields;
  }

  /**
   * Reads a structure; bytes behind it belong to a later version and are left.
   *
   * @throws MalformedDatagramException if it is shorter than its fields
   */
  public Fields read(WireReader from) throws MalformedDatagramException {
    List<Object> values = new ArrayList<>(fields.size());
    for (Field field : fields) {
      if (field.optional && from.remaining() < field.type.leastBytes()) {
        break;
      }
      values.add(value(field, from));
    }
    return new Fields(fields, values);
  }

  private static Object value(Field field, WireReader from) throws MalformedDatagramException {
    return switch (field.type) {
      case U32 -> from.readUnsigned();
      case I32 -> (long) from.readInt();
      case U64 -> from.readLong();
      case HEX64 -> hex(from, 8, 0);
      case U8 -> from.bytes()[from.skip(1)] & 0xFFL;
      case F32 -> (double) Float.intBitsToFloat(from.readInt());
      case PERCENT -> percent(from.readUnsigned());
      case MAC -> hex(from, 6, 2);
      case IPV4 -> Addresses.text(bytes(from, 4));
      case IPV6 -> Addresses.text(bytes(from, 16));
      case ADDRESS -> address(from);
      case UUID -> uuid(hex(from, 16, 0));
      case STRING -> string(from);
      case LIST -> list(field, from);
    };
  }

  /** All ones stay all ones: unknown, not 42,949,672.95%. */
  private static Object percent(long hundredths) {
    return hundredths == Fields.UNKNOWN_32 ? (Object) hundredths : hundredths / 100.0;
  }

  private static byte[] bytes(WireReader from, int length) throws MalformedDatagramException {
    int at = from.skip(length);
    return Arrays.copyOfRange(from.bytes(), at, at + length);
  }

  private static String hex(WireReader from, int length, int padding)
      throws MalformedDatagramException {
    int at = from.skip(length + padding);
    return HEX.formatHex(from.bytes(), at, at + length);
  }

  private static String uuid(String hex) {
    return String.join(
        "-",
        hex.substring(0, 8),
        hex.substring(8, 12),
        hex.substring(12, 16),
        hex.substring(16, 20),
        hex.substring(20));
  }

  private static String address(WireReader from) throws MalformedDatagramException {
    int type = from.readInt();
    return switch (type) {
      case 0 -> "";
      case IPV4 -> Addresses.text(bytes(from, 4));
      case IPV6 -> Addresses.text(bytes(from, 16));
      default ->
          throw from.malformed(Reason.ADDRESS, "address type " + Integer.toUnsignedString(type));
    };
  }

  private static String string(WireReader from) throws MalformedDatagramException {
    int length = from.readLength();
    int at = from.skip(length);
    from.skip(Math.min(-length & 3, from.remaining()));
    return new String(from.bytes(), at, length, StandardCharsets.UTF_8);
  }

  private static List<Fields> list(Field field, WireReader from) throws MalformedDatagramException {
    Layout items = field.items;
    if (items == null) {
      throw new IllegalStateException("list %s has no layout".formatted(field.name));
    }
    int count = from.readCount(items.leastBytes);
    List<Fields> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      list.add(items.read(from));
    }
    return list;
  }

  /** The text that {@link #of} reads. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    boolean optional = false;
    for (Field field : fields) {
      text.append(text.isEmpty() ? "" : ", ");
      text.append(field.optional && !optional ? "? " : "");
      optional = field.optional;
      String type = field.items == null ? field.type.word() : "[" + field.items + "]";
      text.append(type).append(' ').append(field.name);
    }
    return text.toString();
  }
}
