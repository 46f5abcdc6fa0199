package io.vputty.app.topic;

import io.vputty.schema.Decision;
import io.vputty.schema.Setting;
import io.vputty.schema.TopicWriter;
import io.vputty.schema.Topics;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.KafkaException;

/** Writes what people say; each call returns when Kafka has it. */
public final class ControlWriter implements AutoCloseable {

  private final TopicWriter writer;

  /**
   * Opens a writer.
   *
   * @param client settings of the Kafka client
   */
  public ControlWriter(Map<String, ?> client, Clock clock) {
    writer = new TopicWriter(client, "vputty", clock.millis());
  }

  /** Writes a decision under the id of its plan or move. */
  public void decide(Decision decision) {
    await(writer.send(Topics.DECISIONS, decision.getSubject(), decision));
  }

  /** Writes a setting under its domain and name. */
  public void set(Setting setting) {
    await(writer.send(Topics.SETTINGS, setting.getDomain() + '/' + setting.getName(), setting));
  }

  @Override
  public void close() {
    writer.close();
  }

  private static void await(CompletableFuture<?> sent) {
    try {
      sent.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof KafkaException kafka ? kafka : e;
    }
  }
}
