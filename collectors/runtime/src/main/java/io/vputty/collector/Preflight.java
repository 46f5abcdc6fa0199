package io.vputty.collector;

import io.vputty.schema.Topic;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What must be there before a collector starts: Kafka, and the topics it writes. */
public final class Preflight {

  private static final int PATIENCE_SECONDS = 15;

  private Preflight() {}

  /**
   * Looks for the topics, waiting for Kafka for at most {@value #PATIENCE_SECONDS} seconds.
   *
   * @throws PreflightException with one line for whoever started the process
   */
  public static void require(Map<String, ?> kafka, List<Topic> topics) throws PreflightException {
    Properties settings = new Properties();
    // closing waits for what was asked, by default for a minute
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_SECONDS * 1000);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_SECONDS * 500);
    settings.putAll(kafka);
    try (Admin admin = Admin.create(settings)) {
      List<String> names = topics.stream().map(Topic::name).toList();
      var unused =
          admin.describeTopics(names).allTopicNames().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw silent(kafka);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException
          ? silent(kafka)
          : new PreflightException(explain(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PreflightException("interrupted");
    }
  }

  private static PreflightException silent(Map<String, ?> kafka) {
    return new PreflightException(
        "Kafka at %s does not answer".formatted(kafka.get("bootstrap.servers")));
  }

  private static String explain(ExecutionException failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return cause instanceof UnknownTopicOrPartitionException
        ? "a topic is missing; `vputty topics create` makes it: " + cause.getMessage()
        : String.valueOf(cause.getMessage());
  }
}
