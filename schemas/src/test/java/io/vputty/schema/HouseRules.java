package io.vputty.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the contract asks of each type beyond Avro: every field has a default and a documentation
 * with its unit, every enum falls back to UNKNOWN, and a union is always [null, X].
 */
final class HouseRules {

  /** Ends of field names that promise a unit, and the word that the documentation says it with. */
  private static final Map<String, String> UNITS =
      Map.of("Ms", "ms", "Bytes", "bytes", "PerHour", "$ per hour", "Watts", "watts");

  private HouseRules() {}

  /** What is wrong with one type, one line each; empty if nothing is. */
  static List<String> violations(Schema type) {
    List<String> violations = new ArrayList<>();
    if (blank(type.getDoc())) {
      violations.add(type.getName() + " has no documentation");
    }
    if (type.getType() == Schema.Type.ENUM && !"UNKNOWN".equals(type.getEnumDefault())) {
      violations.add(type.getName() + " does not fall back to UNKNOWN");
    }
    if (type.getType() == Schema.Type.RECORD) {
      type.getFields().forEach(field -> check(type.getName(), field, violations));
    }
    return violations;
  }

  private static void check(String record, Schema.Field field, List<String> violations) {
    String name = record + "." + field.name();
    if (!field.hasDefaultValue()) {
      violations.add(name + " has no default");
    }
    if (unions(field.schema()).anyMatch(union -> !nullable(union))) {
      violations.add(name + " has a union other than [null, X]");
    }
    if (blank(field.doc())) {
      violations.add(name + " has no documentation");
    } else if (!namesItsUnit(field)) {
      violations.add(name + " is documented without its unit");
    }
  }

  private static boolean namesItsUnit(Schema.Field field) {
    String doc = field.doc();
    if (field.schema().getLogicalType() instanceof LogicalTypes.TimestampMillis) {
      return doc.contains("ms");
    }
    return UNITS.entrySet().stream()
        .filter(unit -> field.name().endsWith(unit.getKey()))
        .allMatch(unit -> doc.toLowerCase(Locale.ROOT).contains(unit.getValue()));
  }

  private static boolean nullable(Schema union) {
    return union.getTypes().size() == 2 && union.getTypes().get(0).getType() == Schema.Type.NULL;
  }

  private static Stream<Schema> unions(Schema type) {
    return switch (type.getType()) {
      case UNION ->
          Stream.concat(Stream.of(type), type.getTypes().stream().flatMap(HouseRules::unions));
      case ARRAY -> unions(type.getElementType());
      case MAP -> unions(type.getValueType());
      default -> Stream.empty();
    };
  }

  private static boolean blank(@Nullable String documentation) {
    return documentation == null || documentation.isBlank();
  }
}
