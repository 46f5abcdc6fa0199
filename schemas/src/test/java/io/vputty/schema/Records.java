package io.vputty.schema;

import java.util.List;
import org.apache.avro.Schema;

/** The types of the contract, as the tests go through them. */
final class Records {

  private Records() {}

  /** Every record and enum. */
  static List<Schema> types() {
    return List.copyOf(Contract.PROTOCOL.getTypes());
  }

  /** Every record, those inside others included. */
  static List<Schema> all() {
    return types().stream().filter(type -> type.getType() == Schema.Type.RECORD).toList();
  }

  static Schema named(String name) {
    return Contract.PROTOCOL.getType("io.vputty.schema." + name);
  }

  /** An edit of a record, made in its JSON: each text is replaced by the one after it. */
  static Schema edited(String name, String... replacements) {
    String json = named(name).toString();
    for (int i = 0; i < replacements.length; i += 2) {
      if (!json.contains(replacements[i])) {
        throw new IllegalArgumentException("%s has no %s".formatted(name, replacements[i]));
      }
      json = json.replace(replacements[i], replacements[i + 1]);
    }
    return new Schema.Parser().parse(json);
  }
}
