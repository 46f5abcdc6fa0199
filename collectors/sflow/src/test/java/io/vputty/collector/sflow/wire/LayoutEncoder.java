package io.vputty.collector.sflow.wire;

import io.vputty.collector.Addresses;
import io.vputty.collector.sflow.wire.xdr.FieldType;
import io.vputty.collector.sflow.wire.xdr.Layout;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes up structures of a layout, and writes them as an agent would: XDR, RFC 4506. */
final class LayoutEncoder {

  private final Random random;

  LayoutEncoder(long seed) {
    random = new Random(seed);
  }

  /** Values for every field, such as reading them should give. */
  Map<String, Object> invent(Layout layout) {
    Map<String, Object> values = new LinkedHashMap<>();
    layout.fields().forEach(field -> values.put(field.name(), invent(field)));
    return values;
  }

  private Object invent(Layout.Field field) {
    return switch (field.type()) {
      case U32 -> random.nextInt() & 0xFFFF_FFFFL;
      case I32 -> (long) random.nextInt();
      case U64 -> random.nextLong() >>> 1;
      case HEX64 -> HexFormat.of().formatHex(bytes(8));
      case U8 -> (long) random.nextInt(256);
      case F32 -> (double) random.nextFloat();
      case PERCENT -> random.nextInt(10_001) / 100.0;
      case MAC -> HexFormat.of().formatHex(bytes(6));
      case IPV4 -> Addresses.text(bytes(4));
      case IPV6 -> Addresses.text(bytes(16));
      case ADDRESS -> random.nextBoolean() ? Addresses.text(bytes(4)) : Addresses.text(bytes(16));
      case UUID -> new java.util.UUID(random.nextLong(), random.nextLong()).toString();
      case STRING -> "x".repeat(random.nextInt(9));
      case LIST -> inventList(field);
    };
  }

  private List<Map<String, Object>> inventList(Layout.Field field) {
    List<Map<String, Object>> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(invent(java.util.Objects.requireNonNull(field.items())));
    }
    return list;
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    bytes[0] |= 1;
    return bytes;
  }

  /** The structure on the wire. */
  static byte[] encode(Layout layout, Map<String, Object> values) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      write(layout, values, new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @SuppressWarnings("unchecked")
  private static void write(Layout layout, Map<String, Object> values, DataOutputStream out)
      throws IOException {
    for (Layout.Field field : layout.fields()) {
      Object value = java.util.Objects.requireNonNull(values.get(field.name()));
      if (field.type() == FieldType.LIST) {
        List<Map<String, Object>> items = (List<Map<String, Object>>) value;
        out.writeInt(items.size());
        for (Map<String, Object> item : items) {
          write(java.util.Objects.requireNonNull(field.items()), item, out);
        }
      } else {
        write(field.type(), value, out);
      }
    }
  }

  private static void write(FieldType type, Object value, DataOutputStream out) throws IOException {
    switch (type) {
      case U32, I32 -> out.writeInt((int) (long) (Long) value);
      case U64 -> out.writeLong((Long) value);
      case U8 -> out.writeByte((int) (long) (Long) value);
      case F32 -> out.writeFloat((float) (double) (Double) value);
      case PERCENT -> out.writeInt((int) Math.round((Double) value * 100));
      case MAC -> {
        out.write(HexFormat.of().parseHex((String) value));
        out.writeShort(0);
      }
      case HEX64 -> out.write(HexFormat.of().parseHex((String) value));
      case IPV4, IPV6 -> out.write(ip(value));
      case ADDRESS -> {
        out.writeInt(ip(value).length == 4 ? 1 : 2);
        out.write(ip(value));
      }
      case UUID -> out.write(HexFormat.of().parseHex(((String) value).replace("-", "")));
      case STRING -> {
        byte[] text = ((String) value).getBytes(StandardCharsets.UTF_8);
        out.writeInt(text.length);
        out.write(text);
        out.write(new byte[-text.length & 3]);
      }
      case LIST -> throw new IllegalArgumentException("a list is written by its items");
    }
  }

  private static byte[] ip(Object text) {
    return Addresses.parseIp((String) text).orElseThrow();
  }
}
