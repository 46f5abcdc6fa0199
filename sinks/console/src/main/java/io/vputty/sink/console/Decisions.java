package io.vputty.sink.console;

import io.vputty.schema.Decision;
import io.vputty.schema.Plan;
import io.vputty.schema.Setting;
import io.vputty.schema.TopicWriter;
import io.vputty.schema.Topics;
import io.vputty.schema.Verb;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Writes what people decide to Kafka, where the actuator and the jobs read it; the record is the
 * audit.
 */
final class Decisions implements AutoCloseable {
  private final TopicWriter writer;
  private final Clock clock;

  Decisions(Map<String, ?> kafka, Clock clock) {
    this.writer = new TopicWriter(kafka, "console", clock.millis());
    this.clock = clock;
  }

  /**
   * Decides on a plan or, if the subject is another, on a move of it; returns once Kafka has it.
   */
  Decision decide(Plan plan, String subject, Verb verb, String author, String comment) {
    Decision decision =
        Decision.newBuilder()
            .setTime(now())
            .setSubject(subject)
            .setPlanId(plan.getId())
            .setDomain(plan.getDomain())
            .setVerb(verb)
            .setAuthor(author)
            .setComment(comment)
            .build();
    await(writer.send(Topics.DECISIONS, subject, decision));
    return decision;
  }

  /** Pauses a domain, or resumes it; returns once Kafka has it. */
  Setting pause(String domain, boolean paused, String author, String comment) {
    Setting setting =
        Setting.newBuilder()
            .setTime(now())
            .setDomain(domain)
            .setName("pause")
            .setValue(Boolean.toString(paused))
            .setAuthor(author)
            .setComment(comment)
            .build();
    await(writer.send(Topics.SETTINGS, domain + "/pause", setting));
    return setting;
  }

  @Override
  public void close() {
    writer.close();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static void await(CompletableFuture<?> sent) {
    Object unused = sent.join();
  }
}
