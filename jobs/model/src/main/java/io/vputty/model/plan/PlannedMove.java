package io.vputty.model.plan;

import io.vputty.model.estimate.Interval;
import io.vputty.model.footprint.Automation;
import io.vputty.model.footprint.CostEstimate;
import java.util.List;
import java.util.Objects;

/**
 * One VM from one host to another.
 *
 * @param vm VM id
 * @param source host it is on when the move starts
 * @param target host it should be on
 * @param wave moves of wave n are feasible once all of waves 0..n-1 are done
 * @param after indices of moves of the same plan that must have succeeded first, ascending
 * @param gainPerHour gain given the moves before it, $ per hour; may be negative where a later move
 *     of the plan needs it
 * @param gainByTerm the same by term, $ per hour
 * @param cost one-off cost of the migration, $
 * @param reasons terms of the gain, the largest in size first
 * @param explanation the reasons as one sentence
 * @param alternatives other hosts that it could have been moved to, best first
 * @param automation what may be done with the VM without asking
 * @param memoryBytes memory of the VM, bytes
 * @param transferBytes what the migration is expected to send, bytes
 * @param seconds how long it is expected to take
 */
public record PlannedMove(
    String vm,
    String source,
    String target,
    int wave,
    List<Integer> after,
    Interval gainPerHour,
    CostEstimate gainByTerm,
    double cost,
    List<MoveReason> reasons,
    String explanation,
    List<Alternative> alternatives,
    Automation automation,
    long memoryBytes,
    double transferBytes,
    double seconds) {

  public PlannedMove {
    after = List.copyOf(after);
    reasons = List.copyOf(reasons);
    alternatives = List.copyOf(alternatives);
    Objects.requireNonNull(gainPerHour, "gainPerHour");
    Objects.requireNonNull(gainByTerm, "gainByTerm");
    if (source.equals(target)) {
      throw new IllegalArgumentException("vm %s must leave host %s".formatted(vm, source));
    }
    if (wave < 0 || !(cost >= 0)) {
      throw new IllegalArgumentException(
          "wave (%s) and cost (%s) of vm %s must not be negative".formatted(wave, cost, vm));
    }
  }

  /** The same move, which a person must approve for a reason that its explanation ends with. */
  public PlannedMove onlyAdvised(String why) {
    return new PlannedMove(
        vm,
        source,
        target,
        wave,
        after,
        gainPerHour,
        gainByTerm,
        cost,
        reasons,
        explanation + " " + why,
        alternatives,
        Automation.MANUAL,
        memoryBytes,
        transferBytes,
        seconds);
  }
}
