package io.vputty.sink.console.state;

import io.vputty.schema.AffinityEdge;
import io.vputty.schema.Decision;
import io.vputty.schema.EdgeKind;
import io.vputty.schema.Host;
import io.vputty.schema.Interval;
import io.vputty.schema.Inventory;
import io.vputty.schema.Move;
import io.vputty.schema.MoveOutcome;
import io.vputty.schema.MoveState;
import io.vputty.schema.Plan;
import io.vputty.schema.Setting;
import io.vputty.schema.Tier;
import io.vputty.schema.TopicRecord;
import io.vputty.schema.Verb;
import io.vputty.schema.Vm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;

/** Records of the domain "east" for tests. */
public final class ConsoleRecords {
  /** When everything happened, unless it says otherwise. */
  public static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

  private ConsoleRecords() {}

  /** A state that has read these. */
  public static FleetState state(SpecificRecordBase... records) {
    FleetState state = new FleetState();
    add(state, records);
    return state;
  }

  /** Lets a state read these. */
  public static void add(FleetState state, SpecificRecordBase... records) {
    state.add(read(records));
  }

  /** The same as a reader has them. */
  public static List<TopicRecord> read(SpecificRecordBase... records) {
    TopicRecord.Position position = new TopicRecord.Position("topic", 0, 0, 0);
    TopicRecord.Wire wire = new TopicRecord.Wire(new byte[0], Map.of());
    return Stream.of(records)
        .<TopicRecord>map(record -> new TopicRecord.Decoded(position, "key", record, wire))
        .toList();
  }

  /** A plan that holds for an hour. */
  public static Plan plan(String id, Instant time, String... moveIds) {
    List<Move> moves = new ArrayList<>();
    for (String move : moveIds) {
      moves.add(Move.newBuilder().setId(move).setVm("vm-" + move).build());
    }
    return Plan.newBuilder()
        .setId(id)
        .setDomain("east")
        .setTime(time)
        .setExpires(time.plusSeconds(3600))
        .setMoves(moves)
        .build();
  }

  /** A report without a claim. */
  public static MoveOutcome outcome(String moveId, MoveState state) {
    return outcome(moveId, state, -1);
  }

  /** A report under a claim. */
  public static MoveOutcome outcome(String moveId, MoveState state, long token) {
    return MoveOutcome.newBuilder()
        .setTime(NOON)
        .setMoveId(moveId)
        .setState(state)
        .setFencingToken(token)
        .build();
  }

  /** What a person says of a plan or move. */
  public static Decision decision(String subject, Verb verb, Instant time) {
    return Decision.newBuilder().setSubject(subject).setVerb(verb).setTime(time).build();
  }

  /** A pause of a domain, or its end. */
  public static Setting pause(String domain, String value) {
    return Setting.newBuilder()
        .setTime(NOON)
        .setDomain(domain)
        .setName("pause")
        .setValue(value)
        .build();
  }

  /** A VM of a tenant on a host. */
  public static Inventory vm(String id, String host, String tenant) {
    Vm vm = Vm.newBuilder().setId(id).setName("name-" + id).setHost(host).setTenant(tenant).build();
    return entity("vm/" + id).setVm(vm).build();
  }

  /** A host in a rack. */
  public static Inventory host(String name, String rack) {
    Host host = Host.newBuilder().setName(name).setRack(rack).setZone("z1").build();
    return entity("host/" + name).setHost(host).build();
  }

  private static Inventory.Builder entity(String id) {
    return Inventory.newBuilder().setTime(NOON).setEntity(id).setDomain("east");
  }

  /** Traffic between two VMs. */
  public static AffinityEdge edge(String from, String to, double bytesPerSecond, Instant time) {
    return AffinityEdge.newBuilder()
        .setKind(EdgeKind.NETWORK)
        .setFrom(from)
        .setTo(to)
        .setTime(time)
        .setTier(Tier.RACK)
        .setWeight(new Interval(bytesPerSecond, bytesPerSecond, bytesPerSecond))
        .build();
  }
}
