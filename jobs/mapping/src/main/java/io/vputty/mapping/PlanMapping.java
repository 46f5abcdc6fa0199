package io.vputty.mapping;

import io.vputty.model.plan.MoveReason;
import io.vputty.model.plan.PlannedMove;
import io.vputty.model.plan.Recommendation;
import io.vputty.schema.Alternative;
import io.vputty.schema.AutomationLevel;
import io.vputty.schema.Cost;
import io.vputty.schema.EdgeKind;
import io.vputty.schema.InputOffset;
import io.vputty.schema.Move;
import io.vputty.schema.Plan;
import io.vputty.schema.Reason;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Rounds of planning to plans of the contract. */
public final class PlanMapping {

  private PlanMapping() {}

  /** The plan of a round. */
  public static Plan toRecord(PlanRound round) {
    Plan.Builder plan =
        Plan.newBuilder()
            .setTime(Instant.ofEpochMilli(round.timeMs()))
            .setId(round.id())
            .setDomain(round.domain())
            .setExpires(Instant.ofEpochMilli(round.expiresMs()))
            .setSupersedes(round.supersedes())
            .setTriggers(round.triggers())
            .setHorizonHours(round.horizonHours())
            .setFrozenHosts(round.frozenHosts())
            .setEdgesThrough(Instant.ofEpochMilli(round.timeMs()))
            .setInputs(round.inputs().stream().map(PlanMapping::input).toList())
            .setPlanner(round.planner())
            .setShadow(round.shadow());
    if (round.noMove() != null) {
      Cost cost = cost(round.noMove().cost());
      plan.setNoMoveReason(round.noMove().reason()).setBefore(cost).setAfter(cost);
    }
    if (round.recommendation() != null) {
      recommend(plan, round, round.recommendation());
    }
    return plan.build();
  }

  private static void recommend(Plan.Builder plan, PlanRound round, Recommendation recommendation) {
    plan.setBefore(cost(recommendation.before()))
        .setAfter(cost(recommendation.after()))
        .setGainPerHour(EdgeMapping.interval(recommendation.gainPerHour()))
        .setMigrationCost(recommendation.migrationCost())
        .setMoves(
            IntStream.range(0, recommendation.moves().size())
                .mapToObj(index -> move(round, index, recommendation.moves().get(index)))
                .toList());
  }

  private static Move move(PlanRound round, int index, PlannedMove move) {
    List<String> after = move.after().stream().map(round::moveId).toList();
    return Move.newBuilder()
        .setId(round.moveId(index))
        .setVm(move.vm())
        .setVmName(round.names().getOrDefault(move.vm(), ""))
        .setSource(move.source())
        .setTarget(move.target())
        .setWave(move.wave())
        .setAfter(after)
        .setAutomation(AutomationLevel.valueOf(move.automation().name()))
        .setMemoryBytes(move.memoryBytes())
        .setGainPerHour(EdgeMapping.interval(move.gainPerHour()))
        .setCost(move.cost())
        .setReasons(move.reasons().stream().map(PlanMapping::reason).toList())
        .setExplanation(move.explanation())
        .setAlternatives(move.alternatives().stream().map(PlanMapping::alternative).toList())
        .setTransferBytes(move.transferBytes())
        .setSeconds(move.seconds())
        .build();
  }

  private static Reason reason(MoveReason reason) {
    return new Reason(
        EdgeKind.valueOf(reason.kind().name()),
        reason.peer(),
        reason.peerHost(),
        reason.amount(),
        reason.gainPerHour());
  }

  private static Alternative alternative(io.vputty.model.plan.Alternative other) {
    return new Alternative(other.host(), other.differencePerHour(), other.refusal());
  }

  private static Cost cost(io.vputty.model.footprint.Cost cost) {
    return Cost.newBuilder()
        .setNetwork(cost.network())
        .setMemory(cost.memory())
        .setStorage(cost.storage())
        .setContention(cost.contention())
        .setEnergy(cost.energy())
        .setRules(cost.rules())
        .setTotal(cost.total())
        .build();
  }

  private static InputOffset input(PlanRound.Input input) {
    return new InputOffset(input.topic(), input.partition(), input.offset());
  }
}
