package io.vputty.sink.actuator;

import io.vputty.schema.trust.TrustedKeys;
import io.vputty.sink.actuator.limit.MoveLimits;
import java.time.Duration;
import java.util.Map;

/**
 * How an actuator works.
 *
 * @param id name of this actuator, stable over restarts; what it reports and marks carries it
 * @param kafka Kafka's client settings; at least {@code bootstrap.servers}
 * @param maxRunning moves that may run at once, over all domains
 * @param tick time between two looks at the platform, and the longest a new plan waits
 * @param heartbeat time between two reports of a running move and between two marks
 * @param lease how long a claim holds without a heartbeat
 * @param clockTolerance how long after the end of another's lease its move is taken over: more than
 *     clocks of actuators differ
 * @param approval who lets moves begin
 * @param aggressiveness what is approved without asking, from 1, only moves that surely gain eight
 *     times their cost, to 5, every move of a plan
 * @param limits how much is moved at once, in an hour, and when
 * @param trusted whose plans are carried out
 */
public record ActuatorSettings(
    String id,
    Map<String, Object> kafka,
    int maxRunning,
    Duration tick,
    Duration heartbeat,
    Duration lease,
    Duration clockTolerance,
    Approval approval,
    int aggressiveness,
    MoveLimits limits,
    TrustedKeys trusted) {
  private static final int MAX_RUNNING = 8;
  private static final Duration TICK = Duration.ofMillis(200);
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

  private static final int ALL_OF_A_PLAN = 5;

  public ActuatorSettings {
    kafka = Map.copyOf(kafka);
    if (id.isBlank()) {
      throw new IllegalArgumentException("an actuator needs an id");
    }
    if (maxRunning < 1) {
      throw new IllegalArgumentException("running moves (" + maxRunning + ") must be at least 1");
    }
    if (!Approvals.isLevel(aggressiveness)) {
      throw new IllegalArgumentException(
          "aggressiveness (" + aggressiveness + ") must be 1 to " + ALL_OF_A_PLAN);
    }
    if (lease.compareTo(heartbeat.multipliedBy(2)) < 0) {
      throw new IllegalArgumentException(
          "lease (" + lease + ") must be at least twice the heartbeat (" + heartbeat + ")");
    }
  }

  /** As whom it writes: "actuator/" and its id. */
  public String writer() {
    return "actuator/" + id;
  }

  /**
   * With the limits that hold if nothing is said, all approved that a VM allows, and everybody
   * trusted.
   */
  public ActuatorSettings(
      String id,
      Map<String, Object> kafka,
      int maxRunning,
      Duration tick,
      Duration heartbeat,
      Duration lease,
      Duration clockTolerance,
      Approval approval) {
    this(
        id,
        kafka,
        maxRunning,
        tick,
        heartbeat,
        lease,
        clockTolerance,
        approval,
        ALL_OF_A_PLAN,
        MoveLimits.DEFAULTS,
        TrustedKeys.ANYONE);
  }

  /** These with other limits. */
  public ActuatorSettings limitedTo(MoveLimits others) {
    return with(approval, others, trusted);
  }

  /** These with other plans that are carried out. */
  public ActuatorSettings trusting(TrustedKeys others) {
    return with(approval, limits, others);
  }

  /** These, moves being let begin by others. */
  public ActuatorSettings approvedBy(Approval by) {
    return with(by, limits, trusted);
  }

  private ActuatorSettings with(Approval by, MoveLimits limited, TrustedKeys trusting) {
    return new ActuatorSettings(
        id,
        kafka,
        maxRunning,
        tick,
        heartbeat,
        lease,
        clockTolerance,
        by,
        aggressiveness,
        limited,
        trusting);
  }

  /**
   * Eight moves at once, a look every 200 ms, a heartbeat every second, leases of 30 s and 5 s of
   * tolerance, approval where VMs may be moved without asking.
   */
  public static ActuatorSettings defaults(String id, String bootstrapServers) {
    return new ActuatorSettings(
        id,
        Map.of("bootstrap.servers", bootstrapServers),
        MAX_RUNNING,
        TICK,
        HEARTBEAT,
        LEASE,
        CLOCK_TOLERANCE,
        Approval.AUTOMATIC);
  }
}
