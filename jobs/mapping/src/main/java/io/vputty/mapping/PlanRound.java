package io.vputty.mapping;

import io.vputty.model.plan.NoMove;
import io.vputty.model.plan.Recommendation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one round of planning came to: exactly one of {@code recommendation} and {@code noMove}.
 *
 * @param timeMs event time of the tick, ms
 * @param supersedes plan it replaces; empty if none
 * @param triggers what called for it
 * @param names name of each VM that moves, by its id
 * @param inputs control inputs taken into account
 * @param planner planner and its parameters, for people
 * @param shadow what a second planner would do instead, for people; empty if the same
 */
public record PlanRound(
    long timeMs,
    String domain,
    long expiresMs,
    String supersedes,
    List<String> triggers,
    @Nullable Recommendation recommendation,
    @Nullable NoMove noMove,
    List<String> frozenHosts,
    Map<String, String> names,
    List<Input> inputs,
    double horizonHours,
    String planner,
    String shadow) {

  /** How far one input partition was taken into account. */
  public record Input(String topic, int partition, long offset) {}

  public PlanRound {
    triggers = List.copyOf(triggers);
    frozenHosts = List.copyOf(frozenHosts);
    names = Map.copyOf(names);
    inputs = List.copyOf(inputs);
    if ((recommendation == null) == (noMove == null)) {
      throw new IllegalArgumentException("a round gives either moves or a reason for none");
    }
  }

  /** Derived from content: the same input gives the same id. */
  public String id() {
    return ContentId.of(domain, timeMs, String.valueOf(recommendation), String.valueOf(noMove));
  }

  /** Id of the move at an index of the recommendation. */
  public String moveId(int index) {
    return ContentId.of(id(), index);
  }
}
