package io.vputty.collector.sflow.wire;

import io.vputty.collector.sflow.wire.Structure.Kind;
import io.vputty.collector.sflow.wire.xdr.Layout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@link StructureTable} says, found by tag: a structure that is not in it is skipped and
 * counted under its tag.
 */
public final class Registry {

  /** A structure and its place in the table. */
  record Entry(Structure structure, int index) {}

  private static final String REGISTER = "https://sflow.org/developers/structures.php";
  private static final List<Entry> ENTRIES = new ArrayList<>();

  /** Enterprise 0, found by index: a row of the table for each kind. */
  private static final int ROW = 1 << Structure.FORMAT_BITS;

  private static final @Nullable Entry[] STANDARD = new Entry[Kind.values().length * ROW];
  private static final Map<Key, Entry> VENDOR = new HashMap<>();

  private record Key(Kind kind, int tag) {}

  static {
    StructureTable.ROWS.lines().map(Registry::structure).forEach(Registry::add);
  }

  private Registry() {}

  private static Structure structure(String row) {
    String[] halves = row.split("\\|", 2);
    String[] words = halves[0].strip().split(" ", -1);
    String[] tag = words[1].split(":", 2);
    return new Structure(
        Kind.valueOf(words[0].toUpperCase(Locale.ROOT)),
        Structure.tag(Integer.parseInt(tag[0]), Integer.parseInt(tag[1])),
        words[2],
        words[3].equals("-") ? REGISTER : "https://sflow.org/" + words[3],
        halves.length == 2 ? Layout.of(halves[1]) : null);
  }

  private static void add(Structure structure) {
    Entry entry = new Entry(structure, ENTRIES.size());
    ENTRIES.add(entry);
    if (isStandard(structure.tag())) {
      STANDARD[structure.kind().row() * ROW + structure.tag()] = entry;
    } else {
      VENDOR.put(new Key(structure.kind(), structure.tag()), entry);
    }
  }

  /** Every structure known by name, in the order of the table. */
  public static List<Structure> structures() {
    return ENTRIES.stream().map(Entry::structure).toList();
  }

  /** A structure by its tag, if it is known. */
  public static Optional<Structure> find(Kind kind, int tag) {
    return Optional.ofNullable(entry(kind, tag)).map(Entry::structure);
  }

  /** A structure by its place in the table. */
  static Structure structure(int index) {
    return ENTRIES.get(index).structure;
  }

  /** Name of a structure by its place in the table, as "flow 0:1 sampled_header". */
  public static String name(int index) {
    return structure(index).toString();
  }

  static int size() {
    return ENTRIES.size();
  }

  static @Nullable Entry entry(Kind kind, int tag) {
    return isStandard(tag) ? STANDARD[kind.row() * ROW + tag] : VENDOR.get(new Key(kind, tag));
  }

  private static boolean isStandard(int tag) {
    return tag >>> Structure.FORMAT_BITS == 0;
  }
}
