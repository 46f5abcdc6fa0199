package io.vputty.sink.console.tree;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** What {@link RecordTree} makes of records of a schema, as JSON schemas under their names. */
public final class RecordSchema {
  private static final String TIME = "timestamp-millis";

  private final Map<String, Object> schemas = new LinkedHashMap<>();

  /** The schemas of these records and of all that is in them, by name. */
  public static Map<String, Object> of(List<Schema> records) {
    RecordSchema all = new RecordSchema();
    records.forEach(all::schema);
    return all.schemas;
  }

  private Map<String, Object> schema(Schema avro) {
    return switch (avro.getType()) {
      case RECORD -> named(avro);
      case ENUM -> Map.of("enum", avro.getEnumSymbols());
      case ARRAY -> Map.of("type", "array", "items", schema(avro.getElementType()));
      case MAP -> Map.of("type", "object", "additionalProperties", schema(avro.getValueType()));
      case UNION -> Map.of("anyOf", avro.getTypes().stream().map(this::schema).toList());
      case INT, LONG -> integer(avro);
      case FLOAT, DOUBLE -> Map.of("type", "number");
      case BOOLEAN -> Map.of("type", "boolean");
      case NULL -> Map.of("type", "null");
      case STRING -> Map.of("type", "string");
      case BYTES, FIXED ->
          throw new IllegalArgumentException(avro.getType() + " has no form in JSON");
    };
  }

  private static Map<String, Object> integer(Schema avro) {
    boolean time = TIME.equals(avro.getProp("logicalType"));
    return time
        ? Map.of("type", "integer", "description", "ms since 1970, UTC")
        : Map.of("type", "integer");
  }

  private Map<String, Object> named(Schema avro) {
    Map<String, Object> reference = Map.of("$ref", "#/components/schemas/" + avro.getName());
    if (schemas.containsKey(avro.getName())) {
      return reference;
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schemas.put(avro.getName(), schema);
    Map<String, Object> properties = new LinkedHashMap<>();
    for (Schema.Field field : avro.getFields()) {
      properties.put(field.name(), described(schema(field.schema()), field.doc()));
    }
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("required", avro.getFields().stream().map(Schema.Field::name).toList());
    return reference;
  }

  private static Map<String, Object> described(Map<String, Object> schema, @Nullable String doc) {
    if (doc == null) {
      return schema;
    }
    Map<String, Object> described = new LinkedHashMap<>(schema);
    described.put("description", doc);
    return described;
  }
}
