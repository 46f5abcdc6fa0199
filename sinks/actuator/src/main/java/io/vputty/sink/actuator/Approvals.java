package io.vputty.sink.actuator;

import io.vputty.schema.AutomationLevel;
import io.vputty.schema.Decision;
import io.vputty.schema.Move;
import io.vputty.schema.MoveState;
import io.vputty.schema.Plan;
import io.vputty.schema.Verb;
import java.util.List;
import java.util.Optional;

/** Approves moves of one plan: as people have decided, else as far as the actuator may itself. */
final class Approvals {
  /** How many times its cost a move must gain over the plan's horizon, by level from 1. */
  private static final List<Double> MARGINS = List.of(8.0, 4.0, 2.0, 1.5, 0.0);

  private final Plan plan;
  private final OutcomeJournal journal;
  private final Directives directives;
  private final ActuatorSettings settings;

  Approvals(Plan plan, OutcomeJournal journal, Directives directives, ActuatorSettings settings) {
    this.plan = plan;
    this.journal = journal;
    this.directives = directives;
    this.settings = settings;
  }

  /** Reports what has been approved since it was last asked. */
  void report() {
    for (Move move : plan.getMoves()) {
      if (journal.lifeOf(move).state() == MoveState.PROPOSED) {
        reason(move).ifPresent(reason -> journal.report(plan, move, MoveState.APPROVED, reason));
      }
    }
  }

  private Optional<String> reason(Move move) {
    Optional<Decision> decision = directives.on(plan, move);
    if (decision.isPresent()) {
      return decision
          .filter(said -> said.getVerb() == Verb.APPROVE)
          .map(said -> "approved by " + Directives.said(said.getAuthor(), said.getComment()));
    }
    return settings.approval() == Approval.AUTOMATIC
            && approvable(plan, move, settings.aggressiveness())
        ? Optional.of("approved by the actuator's policy")
        : Optional.empty();
  }

  /**
   * Whether nobody need be asked: the VM allows it, and the gain surely exceeds the cost enough.
   */
  static boolean approvable(Plan plan, Move move, int aggressiveness) {
    double margin = MARGINS.get(aggressiveness - 1);
    double gain = move.getGainPerHour().getLow() * plan.getHorizonHours();
    return move.getAutomation() != AutomationLevel.MANUAL
        && (margin == 0 || gain >= margin * move.getCost());
  }

  static boolean isLevel(int aggressiveness) {
    return aggressiveness >= 1 && aggressiveness <= MARGINS.size();
  }
}
