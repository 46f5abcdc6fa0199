package io.vputty.sink.actuator;

import io.vputty.schema.Decision;
import io.vputty.schema.Move;
import io.vputty.schema.Plan;
import io.vputty.schema.Setting;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What people have said: of plans and moves, the newest decision; of domains, whether to pause. */
final class Directives {
  private static final String PAUSE = "pause";
  private static final String ALL = "*";

  private final Map<String, Decision> decisions = new HashMap<>();
  private final Map<String, Setting> pauses = new HashMap<>();

  void add(Decision decision) {
    decisions.merge(
        decision.getSubject(),
        decision,
        (one, other) -> other.getTime().isBefore(one.getTime()) ? one : other);
  }

  void add(Setting setting) {
    if (setting.getName().equals(PAUSE)) {
      pauses.put(setting.getDomain(), setting);
    }
  }

  /** The newest decision about a move or about its plan. */
  Optional<Decision> on(Plan plan, Move move) {
    Decision ofMove = decisions.get(move.getId());
    Decision ofPlan = decisions.get(plan.getId());
    if (ofMove == null || ofPlan == null) {
      return Optional.ofNullable(ofMove == null ? ofPlan : ofMove);
    }
    return Optional.of(ofPlan.getTime().isAfter(ofMove.getTime()) ? ofPlan : ofMove);
  }

  /**
   * Who paused a domain, and why; empty if nobody did. Its own setting counts before that of all.
   */
  Optional<String> pause(String domain) {
    Setting own = pauses.get(domain);
    Setting setting = own == null || own.getValue().isEmpty() ? pauses.get(ALL) : own;
    return Optional.ofNullable(setting)
        .filter(pause -> Boolean.parseBoolean(pause.getValue()))
        .map(pause -> "paused by " + said(pause.getAuthor(), pause.getComment()));
  }

  /** "ann: why", or "ann". */
  static String said(String author, String comment) {
    return comment.isEmpty() ? author : author + ": " + comment;
  }
}
