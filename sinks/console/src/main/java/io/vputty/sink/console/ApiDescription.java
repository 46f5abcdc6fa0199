package io.vputty.sink.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vputty.schema.Decision;
import io.vputty.schema.DriftEvent;
import io.vputty.schema.MoveOutcome;
import io.vputty.schema.Plan;
import io.vputty.schema.Setting;
import io.vputty.schema.Verdict;
import io.vputty.sink.console.tree.RecordSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The OpenAPI description: its file, and the records of the contract as their schemas say. */
final class ApiDescription {
  private static final String FILE = "/openapi.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final byte[] text;

  ApiDescription() {
    try (InputStream in = ApiDescription.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("no " + FILE + " on the class path");
      }
      ObjectNode description = (ObjectNode) JSON.readTree(in);
      ObjectNode schemas = (ObjectNode) description.at("/components/schemas");
      RecordSchema.of(
              List.of(
                  Plan.getClassSchema(),
                  DriftEvent.getClassSchema(),
                  MoveOutcome.getClassSchema(),
                  Verdict.getClassSchema(),
                  Decision.getClassSchema(),
                  Setting.getClassSchema()))
          .forEach((name, schema) -> schemas.set(name, JSON.valueToTree(schema)));
      text = JSON.writeValueAsBytes(description);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] text() {
    return text.clone();
  }
}
