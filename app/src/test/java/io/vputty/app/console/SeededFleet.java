package io.vputty.app.console;

import io.vputty.schema.AffinityEdge;
import io.vputty.schema.Alternative;
import io.vputty.schema.Cost;
import io.vputty.schema.DriftEvent;
import io.vputty.schema.DriftKind;
import io.vputty.schema.EdgeKind;
import io.vputty.schema.FlowBatch;
import io.vputty.schema.Host;
import io.vputty.schema.Interval;
import io.vputty.schema.Inventory;
import io.vputty.schema.Move;
import io.vputty.schema.MoveOutcome;
import io.vputty.schema.MoveState;
import io.vputty.schema.Plan;
import io.vputty.schema.Tier;
import io.vputty.schema.Topic;
import io.vputty.schema.TopicWriter;
import io.vputty.schema.Topics;
import io.vputty.schema.Verdict;
import io.vputty.schema.Vm;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * A fleet of two hosts and two VMs in the domain "d", with something of everything: plan p1 waits,
 * p0 was carried out; plan p2 waits in the domain "e". Its names are markup wherever a name can be.
 */
public final class SeededFleet implements AutoCloseable {
  /** The name of VM v1, of its tenant, and of whatever else people or telemetry may name. */
  public static final String MARKUP = "<img src=x onerror=window.executed=1>";

  private static final Duration HOUR = Duration.ofHours(1);

  private final TopicWriter writer;
  private final Instant now;

  private SeededFleet(TopicWriter writer, Instant now) {
    this.writer = writer;
    this.now = now;
  }

  /** Writes it to the topics. */
  public static void write(Map<String, ?> kafka, Instant now) {
    try (SeededFleet fleet = new SeededFleet(new TopicWriter(kafka, "test", 1), now)) {
      fleet.inventory();
      fleet.telemetry();
      fleet.plans();
    }
  }

  /** Writes what is only read as it comes: telemetry, and a round without a move. */
  public static void pulse(Map<String, ?> kafka, Instant now) {
    Instant time = now.truncatedTo(ChronoUnit.MILLIS);
    try (SeededFleet fleet = new SeededFleet(new TopicWriter(kafka, "test", 2), time)) {
      Plan round =
          Plan.newBuilder()
              .setTime(time)
              .setId("round")
              .setDomain("d")
              .setNoMoveReason(MARKUP)
              .build();
      fleet.write(Topics.PLANS, "d", round);
      FlowBatch batch = FlowBatch.newBuilder().setTime(fleet.now).setAgent(MARKUP).build();
      fleet.write(Topics.FLOWS, MARKUP, batch);
    }
  }

  @Override
  public void close() {
    writer.flush();
    writer.close();
  }

  private void write(Topic topic, String key, SpecificRecordBase record) {
    Object unused = writer.send(topic, key, record).join();
  }

  private void inventory() {
    for (String name : List.of("h1", "h2")) {
      Host host = Host.newBuilder().setName(name).setRack(MARKUP).setZone("z").build();
      write(Topics.INVENTORY, "host/" + name, entity("host/" + name, "d").setHost(host).build());
    }
    vm("v1", MARKUP, "h1");
    vm("v2", "database", "h2");
    write(
        Topics.INVENTORY,
        "host/h9",
        entity("host/h9", "e").setHost(Host.newBuilder().setName("h9").build()).build());
  }

  private void vm(String id, String name, String host) {
    Vm vm = Vm.newBuilder().setId(id).setName(name).setHost(host).setTenant(MARKUP).build();
    write(Topics.INVENTORY, "vm/" + id, entity("vm/" + id, "d").setVm(vm).build());
  }

  private Inventory.Builder entity(String id, String domain) {
    return Inventory.newBuilder().setTime(now).setEntity(id).setDomain(domain);
  }

  private void telemetry() {
    write(
        Topics.EDGES,
        "NETWORK/v1/v2",
        AffinityEdge.newBuilder()
            .setTime(now)
            .setKind(EdgeKind.NETWORK)
            .setFrom("v1")
            .setFromHost("h1")
            .setTo("v2")
            .setToHost("h2")
            .setTier(Tier.RACK)
            .setWeight(new Interval(1e6, 9e5, 1.1e6))
            .build());
    write(
        Topics.DRIFT,
        "NETWORK/v1/v2",
        DriftEvent.newBuilder()
            .setTime(now)
            .setOnset(now)
            .setKind(DriftKind.SURGE)
            .setSubject("NETWORK/v1/v2")
            .setFrom("v1")
            .setTo("v2")
            .setDomains(List.of("d"))
            .setSummary(MARKUP)
            .build());
  }

  private void plans() {
    Move done = move("m0", "v2");
    write(Topics.PLANS, "d", plan("p0", "d", now.minus(HOUR), done));
    write(
        Topics.OUTCOMES,
        "m0",
        MoveOutcome.newBuilder()
            .setTime(now.minus(HOUR))
            .setMoveId("m0")
            .setPlanId("p0")
            .setDomain("d")
            .setVm("v2")
            .setSource("h1")
            .setTarget("h2")
            .setState(MoveState.SUCCEEDED)
            .setDetail(MARKUP)
            .build());
    write(
        Topics.VERDICTS,
        "m0",
        Verdict.newBuilder()
            .setTime(now.minus(HOUR))
            .setMoveId("m0")
            .setPlanId("p0")
            .setVm("v2")
            .setState(MoveState.VERIFIED)
            .setDetail(MARKUP)
            .setAttributed(new Interval(1.0, 1.0, 1.0))
            .build());
    write(Topics.PLANS, "d", plan("p1", "d", now, move("m1", "v1")));
    write(Topics.PLANS, "e", plan("p2", "e", now, move("m2", "v9")));
  }

  private static Plan plan(String id, String domain, Instant time, Move move) {
    return Plan.newBuilder()
        .setTime(time)
        .setExpires(time.plus(HOUR))
        .setId(id)
        .setDomain(domain)
        .setMoves(List.of(move))
        .setBefore(Cost.newBuilder().setNetwork(2.0).setTotal(2.0).build())
        .setAfter(Cost.newBuilder().setNetwork(1.0).setTotal(1.0).build())
        .setGainPerHour(new Interval(1.0, 1.0, 1.0))
        .setShadow(MARKUP)
        .setTriggers(List.of(MARKUP))
        .build();
  }

  private static Move move(String id, String vm) {
    return Move.newBuilder()
        .setId(id)
        .setVm(vm)
        .setVmName(MARKUP)
        .setSource("h1")
        .setTarget("h2")
        .setExplanation(MARKUP)
        .setAlternatives(List.of(new Alternative(MARKUP, -1.0, MARKUP)))
        .build();
  }
}
