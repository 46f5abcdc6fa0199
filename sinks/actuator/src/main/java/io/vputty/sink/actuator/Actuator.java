package io.vputty.sink.actuator;

import io.vputty.schema.Decision;
import io.vputty.schema.Plan;
import io.vputty.schema.RecordHeaders;
import io.vputty.schema.Rejections;
import io.vputty.schema.Setting;
import io.vputty.schema.TopicReader;
import io.vputty.schema.TopicRecord;
import io.vputty.schema.Topics;
import io.vputty.schema.trust.Trust;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads plans, carries their moves out through a {@link MoveDriver}, and reports the life of each
 * on the outcomes topic: APPROVED, CLAIMED, RUNNING, then exactly one of SUCCEEDED, FAILED,
 * SKIPPED, CANCELLED; or, before it runs, REJECTED, SUPERSEDED, EXPIRED.
 *
 * <p>A plan with moves supersedes the older plans of its domain, and is passed over if it is older
 * than one of them; one without does so only if it names the plan that it replaces. A plan that is
 * not signed by whom the settings trust changes nothing, and goes to the rejected records. After a
 * restart it reads outcomes and plans from the start again: what has ended stays ended, what was
 * under way is asked of the platform.
 *
 * <p>Several actuators may share the plans of a domain, each with an id of its own: a move belongs
 * to the first that claims it, and to another one when that has been silent for longer than its
 * lease.
 */
public final class Actuator implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Actuator.class);

  private final ActuatorSettings settings;
  private final MoveDriver driver;
  private final Clock clock;
  private final Map<String, PlanRun> runs = new LinkedHashMap<>();
  private final Map<String, Instant> newest = new HashMap<>();
  private final Directives directives = new Directives();
  private final Rejections rejections;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Thread thread;
  private volatile boolean stopping;
  private final ActuatorCounts counts = new ActuatorCounts();

  public Actuator(ActuatorSettings settings, MoveDriver driver, Clock clock) {
    this.settings = settings;
    this.driver = driver;
    this.clock = clock;
    this.rejections = new Rejections(settings.kafka(), settings.writer(), clock);
    this.thread = new Thread(this::run, "actuator-" + settings.id());
    thread.setDaemon(true);
  }

  /** Begins to read plans. */
  public void start() {
    thread.start();
  }

  /** Completes when it has stopped; exceptionally if that was not asked for. */
  public CompletableFuture<Void> ended() {
    return ended.copy();
  }

  /** What it has done. */
  public ActuatorCounts counts() {
    return counts;
  }

  /** Records that could not be read since the start; each stands on the topic of rejected ones. */
  public long unreadable() {
    return rejections.count();
  }

  /** Stops after the present step; moves that run go on and are found again at the next start. */
  @Override
  public void close() {
    stopping = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (rejections;
        OutcomeJournal journal = new OutcomeJournal(settings, rejections, clock, counts);
        TopicReader plans =
            new TopicReader(
                settings.kafka(),
                List.of(Topics.PLANS, Topics.DECISIONS, Topics.SETTINGS),
                TopicReader.Start.BEGINNING)) {
      loop(journal, plans);
      ended.complete(null);
    } catch (KafkaException | IllegalStateException e) {
      LOG.error("actuator {} stopped", settings.id(), e);
      ended.completeExceptionally(e);
    }
  }

  private void loop(OutcomeJournal journal, TopicReader plans) {
    Instant nextMark = Instant.EPOCH;
    boolean caughtUp = false;
    while (!stopping) {
      for (TopicRecord record : plans.poll(settings.tick())) {
        accept(record, journal);
      }
      caughtUp = caughtUp || plans.caughtUp();
      if (caughtUp) {
        journal.refresh();
        advance();
        counts.round(new ActuatorCounts.Present(clock.instant(), runs.size(), running()));
      }
      Instant now = journal.now();
      if (!now.isBefore(nextMark)) {
        journal.mark();
        nextMark = now.plus(settings.heartbeat());
      }
    }
  }

  private void accept(TopicRecord record, OutcomeJournal journal) {
    if (record instanceof TopicRecord.Decoded decoded) {
      accept(decoded, journal);
    } else if (record instanceof TopicRecord.Unreadable unreadable) {
      rejections.add(unreadable);
    }
  }

  private void accept(TopicRecord.Decoded record, OutcomeJournal journal) {
    if (record.value() instanceof Decision decision) {
      directives.add(decision);
    } else if (record.value() instanceof Setting setting) {
      directives.add(setting);
    } else if (record.value() instanceof Plan plan) {
      counts.planRead();
      Trust trust = settings.trusted().judge(record.wire());
      if (trust == Trust.TRUSTED) {
        accept(plan, journal);
      } else {
        counts.planRefused(trust);
        refuse(plan, record, trust);
      }
    }
  }

  /** One that has expired is only logged, so that a restart does not tell all of them again. */
  private void refuse(Plan plan, TopicRecord.Decoded record, Trust trust) {
    String key = record.wire().headers().getOrDefault(RecordHeaders.KEY_ID, "none");
    String detail =
        "plan %s of %s, key %s: nothing of it is carried out"
            .formatted(plan.getId(), plan.getDomain(), key);
    if (plan.getExpires().isBefore(clock.instant())) {
      LOG.warn("{} ({}, {}), and it has expired", detail, trust.word(), record.position());
    } else {
      rejections.add(record, trust.word(), detail);
    }
  }

  private void accept(Plan plan, OutcomeJournal journal) {
    if (outdated(plan)) {
      LOG.warn("passing over plan {} of {}: a newer one came before", plan.getId(), plan.getTime());
      counts.planOutdated();
      return;
    }
    supersede(plan);
    if (!plan.getMoves().isEmpty()) {
      newest.put(plan.getDomain(), plan.getTime());
      runs.computeIfAbsent(
          plan.getId(), id -> new PlanRun(plan, driver, journal, directives, settings));
    }
  }

  /** Whether somebody has sent it again after another one had taken its place. */
  private boolean outdated(Plan plan) {
    Instant since = newest.getOrDefault(plan.getDomain(), Instant.MIN);
    return !plan.getMoves().isEmpty() && plan.getTime().isBefore(since);
  }

  private void supersede(Plan plan) {
    if (plan.getMoves().isEmpty()) {
      PlanRun named = runs.get(plan.getSupersedes());
      if (named != null) {
        named.supersede();
      }
      return;
    }
    runs.forEach(
        (id, run) -> {
          if (run.domain().equals(plan.getDomain()) && !id.equals(plan.getId())) {
            run.supersede();
          }
        });
  }

  private void advance() {
    int slots = (int) Math.max(0, settings.maxRunning() - running());
    for (Iterator<PlanRun> all = runs.values().iterator(); all.hasNext(); ) {
      PlanRun run = all.next();
      slots = run.advance(slots);
      if (run.ended()) {
        all.remove();
      }
    }
  }

  private long running() {
    return runs.values().stream().mapToLong(PlanRun::running).sum();
  }
}
