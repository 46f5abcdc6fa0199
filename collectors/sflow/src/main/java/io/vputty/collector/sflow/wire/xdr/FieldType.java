package io.vputty.collector.sflow.wire.xdr;

/** How a field is written on the wire, by the word that stands for it in a {@link Layout}. */
public enum FieldType {
  /** Unsigned, 4 bytes. */
  U32("u32", 4),
  /** Signed, 4 bytes. */
  I32("i32", 4),
  /** Unsigned, 8 bytes. */
  U64("u64", 8),
  /** 8 bytes as 16 hex digits: a name, no number. */
  HEX64("x64", 8),
  /** One byte, without padding. */
  U8("u8", 1),
  /** IEEE 754 single precision. */
  F32("f32", 4),
  /** Hundredths of a percent, unsigned, 4 bytes. */
  PERCENT("pct", 4),
  /** 6 bytes, padded to 8. */
  MAC("mac", 8),
  /** 4 bytes. */
  IPV4("ip4", 4),
  /** 16 bytes. */
  IPV6("ip6", 16),
  /** A type, 0 for none, 1 for IPv4, 2 for IPv6, and the address. */
  ADDRESS("address", 4),
  /** 16 bytes. */
  UUID("uuid", 16),
  /** A length and UTF-8 bytes, padded to whole words. */
  STRING("string", 4),
  /** A count and so many items of a layout. */
  LIST("list", 4);

  private final String word;
  private final int leastBytes;

  FieldType(String word, int leastBytes) {
    this.word = word;
    this.leastBytes = leastBytes;
  }

  /** The word that stands for it. */
  public String word() {
    return word;
  }

  /** The least it takes, bytes. */
  int leastBytes() {
    return leastBytes;
  }

  static FieldType of(String word) {
    for (FieldType type : values()) {
      if (type.word.equals(word)) {
        return type;
      }
    }
    throw new IllegalArgumentException("'%s' is no field type".formatted(word));
  }
}
