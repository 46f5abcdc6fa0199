package io.vputty.job.reshape;

import io.vputty.model.plan.Dollars;
import io.vputty.model.plan.PlanResult;
import io.vputty.model.plan.PlannedMove;
import io.vputty.model.plan.Recommendation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How what a second configuration of the planner would do differs from what is done.
 *
 * @param one what is done
 * @param other what it would do
 */
record Shadow(PlanResult one, PlanResult other) {

  private static final int MOST_NAMES = 10;

  /** The difference as a sentence; empty if both move the same VMs to the same hosts. */
  String difference() {
    Map<String, String> here = targets(one);
    Map<String, String> there = targets(other);
    List<String> more = new ArrayList<>();
    List<String> less = new ArrayList<>();
    TreeSet<String> vms = new TreeSet<>(here.keySet());
    vms.addAll(there.keySet());
    for (String vm : vms) {
      String planned = here.get(vm);
      String shadowed = there.get(vm);
      if (shadowed != null && !shadowed.equals(planned)) {
        more.add(vm + " to " + shadowed);
      } else if (shadowed == null) {
        less.add(vm);
      }
    }
    if (more.isEmpty() && less.isEmpty()) {
      return "";
    }
    return "would move %d VMs besides or elsewhere%s and leave %d where they are%s: gain %s an hour against %s"
        .formatted(more.size(), some(more), less.size(), some(less), gain(other), gain(one));
  }

  private static String some(List<String> names) {
    String end = names.size() > MOST_NAMES ? ", ..." : "";
    List<String> first = names.subList(0, Math.min(MOST_NAMES, names.size()));
    return names.isEmpty() ? "" : " (" + String.join(", ", first) + end + ")";
  }

  private static Map<String, String> targets(PlanResult result) {
    Map<String, String> targets = new TreeMap<>();
    if (result instanceof Recommendation moves) {
      for (PlannedMove move : moves.moves()) {
        targets.put(move.vm(), move.target());
      }
    }
    return targets;
  }

  private static String gain(PlanResult result) {
    return Dollars.text(result instanceof Recommendation moves ? moves.gainPerHour().value() : 0);
  }
}
