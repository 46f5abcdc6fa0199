package io.vputty.collector.sflow.wire;

import io.vputty.collector.sflow.wire.xdr.Layout;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One structure that an sFlow agent may send, as the registry names it.
 *
 * @param kind where it stands in a datagram
 * @param tag enterprise in the upper 20 bits, format in the lower 12
 * @param name its name in the register
 * @param document page of sflow.org that specifies it; empty if the register is all there is
 * @param layout its fields; null if it is skipped by its length
 */
public record Structure(Kind kind, int tag, String name, String document, @Nullable Layout layout) {

  /** Where a structure stands: the three are numbered apart. */
  public enum Kind {
    SAMPLE(0),
    FLOW(1),
    COUNTER(2);

    private final int row;

    Kind(int row) {
      this.row = row;
    }

    int row() {
      return row;
    }

    /** As people write it: "sample". */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static final int FORMAT_BITS = 12;
  private static final int FORMAT_MASK = (1 << FORMAT_BITS) - 1;

  /** The tag of an enterprise's format. */
  public static int tag(int enterprise, int format) {
    return (enterprise << FORMAT_BITS) | format;
  }

  /** The tag as people write it: "0:1001". */
  public static String text(int tag) {
    return (tag >>> FORMAT_BITS) + ":" + (tag & FORMAT_MASK);
  }

  /** For example "flow 0:1001 extended_switch". */
  @Override
  public String toString() {
    return kind.word() + " " + text(tag) + " " + name;
  }
}
