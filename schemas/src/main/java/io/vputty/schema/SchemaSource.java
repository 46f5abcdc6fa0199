package io.vputty.schema;

import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Where the schemas of writers other than this version of the contract are found. */
@FunctionalInterface
public interface SchemaSource {

  /** The writer's schema with this CRC-64-AVRO fingerprint, or null if nobody has announced it. */
  @Nullable Schema find(long fingerprint);
}
