package io.vputty.app.json;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record of the contract as a tree for {@link Json}, in the contract's field names and order.
 * Times become ISO 8601, MAC and IP addresses the text that people know, other bytes hexadecimal.
 */
public final class RecordJson {
  private RecordJson() {}

  /** The record as a map; nested records are maps too. */
  public static Map<String, @Nullable Object> tree(IndexedRecord record) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    for (Schema.Field field : record.getSchema().getFields()) {
      tree.put(field.name(), value(field.name(), record.get(field.pos())));
    }
    return tree;
  }

  private static @Nullable Object value(String field, @Nullable Object value) {
    if (value instanceof IndexedRecord record) {
      return tree(record);
    }
    if (value instanceof Collection<?> collection) {
      List<@Nullable Object> list = new ArrayList<>();
      collection.forEach(element -> list.add(value(field, element)));
      return list;
    }
    if (value instanceof ByteBuffer bytes) {
      return bytes(field, bytes);
    }
    if (value instanceof Long number && (field.equals("mac") || field.equals("macs"))) {
      return mac(number);
    }
    if (value instanceof Long number && field.equals("squaresLow")) {
      return new BigInteger(Long.toUnsignedString(number));
    }
    return value;
  }

  private static String bytes(String field, ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    boolean address = field.equals("ip") || field.equals("ips");
    return address && (bytes.length == 4 || bytes.length == 16)
        ? address(bytes)
        : HexFormat.of().formatHex(bytes);
  }

  private static String address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("no address of " + bytes.length + " bytes", e);
    }
  }

  private static String mac(long mac) {
    byte[] bytes = new byte[6];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (mac >>> (40 - 8 * i));
    }
    return HexFormat.ofDelimiter(":").formatHex(bytes);
  }
}
