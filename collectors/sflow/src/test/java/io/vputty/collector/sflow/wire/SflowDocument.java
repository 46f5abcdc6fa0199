package io.vputty.collector.sflow.wire;

import io.vputty.collector.sflow.wire.Structure.Kind;

/** Makes docs/sflow.md from the registry. */
final class SflowDocument {

  private static final String INTRODUCTION =
      """
      # sFlow structures

      What the sFlow collector does with each structure that an agent may send. This page is made from the table in
      `StructureTable`; a test compares them.

      * **Read**: every field is known by name and type. The packet's endpoints, the virtual network and the sampling point of flow
        samples become traffic sums; the counters of hosts and virtual machines become load and inventory; the rest is there to
        diagnose with.
      * **Skipped**: known by name, stepped over by its length, and counted.
      * Anything else is stepped over by its length and counted under its number, for example `flow 43874:2 unknown`. It never costs
        the rest of the datagram.

      Types: `u32`, `i32`, `u64`, `u8` whole numbers of so many bits; `x64` 16 hex digits; `f32` a float; `pct` hundredths of a percent; `mac`, `ip4`, `ip6`,
      `address` (of either kind), `uuid`, `string`; a list is written `[fields] name`. Fields behind `?` may be missing. A counter of
      all ones is one that the agent does not have.
      """;

  private SflowDocument() {}

  static String text() {
    StringBuilder text = new StringBuilder(INTRODUCTION);
    section(Kind.SAMPLE, "Samples", text);
    section(Kind.FLOW, "Records of flow samples and discarded packets", text);
    section(Kind.COUNTER, "Records of counter samples", text);
    return text.toString();
  }

  private static void section(Kind kind, String title, StringBuilder text) {
    text.append("\n## ").append(title).append("\n\n| tag | structure | fields |\n|---|---|---|\n");
    Registry.structures().stream()
        .filter(structure -> structure.kind() == kind)
        .forEach(
            structure ->
                text.append(
                    "| %s | [%s](%s) | %s |\n"
                        .formatted(
                            Structure.text(structure.tag()),
                            structure.name(),
                            structure.document(),
                            structure.layout() == null
                                ? "skipped"
                                : "`" + structure.layout() + "`")));
  }
}
