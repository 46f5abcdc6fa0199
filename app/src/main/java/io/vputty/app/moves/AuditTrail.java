package io.vputty.app.moves;

import io.vputty.schema.Decision;
import io.vputty.schema.MoveOutcome;
import io.vputty.schema.MoveState;
import io.vputty.schema.Plan;
import io.vputty.schema.Setting;
import io.vputty.schema.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Who said what of a plan and its moves, in the order of time. */
public final class AuditTrail {

  private static final String PAUSE = "pause";
  private static final String ALL = "*";

  private final MoveBook book;
  private final Plan plan;
  private final List<Entry> entries = new ArrayList<>();

  /**
   * One thing that was said.
   *
   * @param who author, actuator, job or key
   * @param what "planned", "signed", "refused", "approve", "claimed", "verified" and so on
   * @param subject id of the move; empty where it is about the plan
   * @param counts whether it changed anything; a report that came too late did not, nor does a
   *     signature that does not fit
   * @param detail in words
   */
  public record Entry(
      Instant time, String who, String what, String subject, boolean counts, String detail) {}

  private AuditTrail(MoveBook book, Plan plan) {
    this.book = book;
    this.plan = plan;
  }

  /**
   * All that is known of a plan.
   *
   * @param signatures what is known of its signatures
   */
  public static List<Entry> of(MoveBook book, Plan plan, List<Entry> signatures) {
    AuditTrail trail = new AuditTrail(book, plan);
    trail.entries.addAll(signatures);
    trail.collect();
    trail.entries.sort(Comparator.comparing(Entry::time));
    return List.copyOf(trail.entries);
  }

  private void collect() {
    String moves = plan.getMoves().isEmpty() ? plan.getNoMoveReason() : count();
    add(plan.getTime(), plan.getPlanner(), "planned", "", true, moves);
    book.successor(plan)
        .ifPresent(
            next -> add(next.getTime(), next.getPlanner(), "superseded", "", true, next.getId()));
    book.decisions().stream()
        .filter(decision -> decision.getPlanId().equals(plan.getId()))
        .forEach(this::decided);
    book.settings().stream().filter(this::pauses).forEach(this::paused);
    for (MoveStory story : book.stories(plan)) {
      story.reports().forEach(this::reported);
      story.verdict().ifPresent(this::judged);
    }
  }

  private String count() {
    int count = plan.getMoves().size();
    return count == 1 ? "1 move" : count + " moves";
  }

  private boolean pauses(Setting setting) {
    return setting.getName().equals(PAUSE)
        && (setting.getDomain().equals(plan.getDomain()) || setting.getDomain().equals(ALL))
        && !setting.getTime().isBefore(plan.getTime());
  }

  private void paused(Setting setting) {
    boolean on = Boolean.parseBoolean(setting.getValue());
    String where = setting.getDomain().equals(ALL) ? "all domains" : setting.getDomain();
    add(
        setting.getTime(),
        setting.getAuthor(),
        on ? PAUSE : "resume",
        "",
        true,
        said(where, setting.getComment()));
  }

  private void decided(Decision decision) {
    boolean ofPlan = decision.getSubject().equals(plan.getId());
    add(
        decision.getTime(),
        decision.getAuthor(),
        word(decision.getVerb()),
        ofPlan ? "" : decision.getSubject(),
        true,
        decision.getComment());
  }

  private void reported(MoveReport report) {
    MoveOutcome outcome = report.outcome();
    String detail =
        outcome.getState() == MoveState.CLAIMED
            ? said(
                "offset %d, until %s".formatted(report.offset(), outcome.getLeaseUntil()),
                outcome.getDetail())
            : outcome.getDetail();
    add(
        outcome.getTime(),
        outcome.getActuator(),
        word(outcome.getState()),
        outcome.getMoveId(),
        report.counts(),
        detail);
  }

  private void judged(Verdict verdict) {
    add(
        verdict.getTime(),
        "jobs/reshape",
        word(verdict.getState()),
        verdict.getMoveId(),
        true,
        verdict.getDetail());
  }

  private void add(
      Instant time, String who, String what, String subject, boolean counts, String detail) {
    entries.add(new Entry(time, who, what, subject, counts, detail));
  }

  private static String said(String what, String comment) {
    return comment.isEmpty() ? what : what + ": " + comment;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
