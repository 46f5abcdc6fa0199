package io.vputty.app.act;

import io.vputty.collector.host.HostName;
import io.vputty.sink.actuator.ActuatorSettings;
import io.vputty.sink.actuator.Approval;
import io.vputty.sink.actuator.limit.MaintenanceWindow;
import io.vputty.sink.actuator.limit.MoveLimits;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Configuration of {@code vputty act}.
 *
 * @param bootstrap Kafka's addresses
 * @param kafka further settings of Kafka's clients
 * @param id name of this actuator, stable over restarts and its own; empty for the host's name
 * @param driver what it migrates with; "dry-run" moves nothing
 * @param driverSettings the driver's own settings
 * @param approval "automatic" or "manual": whether a person approves each move
 * @param aggressiveness what is approved without asking, from 1, only moves that surely gain eight
 *     times their cost, to 5, every move of a plan
 * @param maxRunning moves that this actuator has at once
 * @param movesPerHost moves at once from or to one host, by all actuators
 * @param movesPerDomain moves at once in one domain, by all actuators
 * @param movesPerHour moves that start in one domain within any hour; 0 for any number
 * @param windows times at which moves may start, such as "Sat+Sun 22:00-06:00 Europe/Vienna"; none
 *     for always
 * @param tick time between two looks at the platform
 * @param heartbeat time between two reports of a running move
 * @param lease how long a claim holds without a heartbeat
 * @param clockTolerance how far clocks of actuators may differ
 */
public record ActConfig(
    String bootstrap,
    Map<String, String> kafka,
    String id,
    String driver,
    Map<String, String> driverSettings,
    String approval,
    int aggressiveness,
    int maxRunning,
    int movesPerHost,
    int movesPerDomain,
    int movesPerHour,
    List<String> windows,
    Duration tick,
    Duration heartbeat,
    Duration lease,
    Duration clockTolerance) {
  private static final ActuatorSettings SDK = ActuatorSettings.defaults("any", "any");

  /** Moves nothing, at the Kafka of this machine. */
  public static final ActConfig DEFAULTS =
      new ActConfig(
          "127.0.0.1:9092",
          Map.of(),
          "",
          "dry-run",
          Map.of(),
          "automatic",
          SDK.aggressiveness(),
          SDK.maxRunning(),
          SDK.limits().perHost(),
          SDK.limits().perDomain(),
          0,
          List.of(),
          SDK.tick(),
          SDK.heartbeat(),
          SDK.lease(),
          SDK.clockTolerance());

  public ActConfig {
    kafka = Map.copyOf(kafka);
    driverSettings = Map.copyOf(driverSettings);
    windows = List.copyOf(windows);
  }

  /** This one with another driver. */
  public ActConfig with(String otherDriver) {
    return new ActConfig(
        bootstrap,
        kafka,
        id,
        otherDriver,
        driverSettings,
        approval,
        aggressiveness,
        maxRunning,
        movesPerHost,
        movesPerDomain,
        movesPerHour,
        windows,
        tick,
        heartbeat,
        lease,
        clockTolerance);
  }

  /**
   * The SDK's settings.
   *
   * @throws IllegalArgumentException saying what makes no sense
   */
  public ActuatorSettings settings() {
    Map<String, Object> clients = new HashMap<>(kafka);
    clients.put("bootstrap.servers", bootstrap);
    return new ActuatorSettings(
        HostName.of(id),
        clients,
        maxRunning,
        tick,
        heartbeat,
        lease,
        clockTolerance,
        approvedBy(),
        aggressiveness,
        limits());
  }

  private Approval approvedBy() {
    return Arrays.stream(Approval.values())
        .filter(each -> each.name().equalsIgnoreCase(approval))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "approval '%s' is neither automatic nor manual".formatted(approval)));
  }

  private MoveLimits limits() {
    return new MoveLimits(
        movesPerHost,
        movesPerDomain,
        movesPerHour == 0 ? MoveLimits.UNLIMITED : movesPerHour,
        windows.stream().map(MaintenanceWindow::parse).toList());
  }
}
