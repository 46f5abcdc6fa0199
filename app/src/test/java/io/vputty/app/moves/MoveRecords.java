package io.vputty.app.moves;

import io.vputty.schema.Alternative;
import io.vputty.schema.AutomationLevel;
import io.vputty.schema.Cost;
import io.vputty.schema.EdgeKind;
import io.vputty.schema.Interval;
import io.vputty.schema.Move;
import io.vputty.schema.MoveOutcome;
import io.vputty.schema.MoveState;
import io.vputty.schema.Plan;
import io.vputty.schema.Reason;
import io.vputty.schema.TopicRecord;
import io.vputty.schema.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;

/** Records of plans and moves for tests. */
public final class MoveRecords {

  private MoveRecords() {}

  /** A plan of the domain "east" that expires an hour later. */
  public static Plan plan(String id, Instant time, Move... moves) {
    return Plan.newBuilder()
        .setId(id)
        .setTime(time)
        .setDomain("east")
        .setExpires(time.plusSeconds(3600))
        .setMoves(List.of(moves))
        .setNoMoveReason(moves.length == 0 ? "nothing gains enough" : "")
        .setBefore(Cost.newBuilder().setNetwork(2.0).setTotal(2.0).build())
        .setAfter(Cost.newBuilder().setNetwork(1.0).setTotal(1.0).build())
        .setGainPerHour(new Interval(1.0, 0.8, 1.2))
        .setPlanner("planner")
        .build();
  }

  /** A move of the VM "id-NAME" from hv1 to hv2 that gains $0.50/h. */
  public static Move move(String id, String vmName) {
    return Move.newBuilder()
        .setId(id)
        .setVm("id-" + vmName)
        .setVmName(vmName)
        .setSource("hv1")
        .setTarget("hv2")
        .setAutomation(AutomationLevel.MANUAL)
        .setMemoryBytes(4L << 30)
        .setGainPerHour(new Interval(0.5, 0.4, 0.6))
        .setCost(0.08)
        .setReasons(List.of(new Reason(EdgeKind.NETWORK, "id-db", "hv2", 5e7, 0.5)))
        .setExplanation("moves " + vmName + " beside db")
        .setAlternatives(List.of(new Alternative("hv3", -0.25, "it has no room")))
        .build();
  }

  /** A report of an actuator. */
  public static MoveOutcome outcome(
      Plan plan, Move move, Instant time, MoveState state, String actuator, long token) {
    return MoveOutcome.newBuilder()
        .setTime(time)
        .setMoveId(move.getId())
        .setPlanId(plan.getId())
        .setDomain(plan.getDomain())
        .setVm(move.getVm())
        .setSource(move.getSource())
        .setTarget(move.getTarget())
        .setState(state)
        .setActuator(actuator)
        .setFencingToken(token)
        .setLeaseUntil(time.plusSeconds(30))
        .build();
  }

  /** A verdict by which a move gained $0.45/h. */
  public static Verdict verdict(Plan plan, Move move, Instant time) {
    return Verdict.newBuilder()
        .setTime(time)
        .setMoveId(move.getId())
        .setPlanId(plan.getId())
        .setDomain(plan.getDomain())
        .setVm(move.getVm())
        .setState(MoveState.VERIFIED)
        .setPredicted(move.getGainPerHour())
        .setAttributed(new Interval(0.45, 0.4, 0.5))
        .setRealised(new Interval(0.3, 0.2, 0.4))
        .setDetail("measured over 10 minutes")
        .build();
  }

  /** As it would be read. */
  public static TopicRecord read(SpecificRecordBase record, long offset) {
    return new TopicRecord.Decoded(
        new TopicRecord.Position("topic", 0, offset, 0),
        "key",
        record,
        new TopicRecord.Wire(new byte[0], Map.of()));
  }
}
