package io.vputty.app.act;

import io.vputty.collector.host.HostName;
import io.vputty.collector.http.HttpAddress;
import io.vputty.schema.trust.KeyFileException;
import io.vputty.schema.trust.TrustedKeys;
import io.vputty.sink.actuator.ActuatorSettings;
import io.vputty.sink.actuator.Approval;
import io.vputty.sink.actuator.limit.MaintenanceWindow;
import io.vputty.sink.actuator.limit.MoveLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
 * @param trustedKeys files with the public keys of those whose plans are carried out; none carries
 *     out everybody's
 * @param tick time between two looks at the platform
 * @param heartbeat time between two reports of a running move
 * @param lease how long a claim holds without a heartbeat
 * @param clockTolerance how far clocks of actuators may differ
 * @param http address and port of metrics and health, or "off"
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
    List<String> trustedKeys,
    Duration tick,
    Duration heartbeat,
    Duration lease,
    Duration clockTolerance,
    String http) {
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
          List.of(),
          SDK.tick(),
          SDK.heartbeat(),
          SDK.lease(),
          SDK.clockTolerance(),
          "127.0.0.1:9647");

  public ActConfig {
    kafka = Map.copyOf(kafka);
    driverSettings = Map.copyOf(driverSettings);
    windows = List.copyOf(windows);
    trustedKeys = List.copyOf(trustedKeys);
    Optional<HttpAddress> unused = HttpAddress.parse(http);
  }

  /** This one with another driver. */
  public ActConfig with(String otherDriver) {
    return with(otherDriver, trustedKeys);
  }

  /** This one with other files of trusted keys. */
  public ActConfig trusting(List<String> others) {
    return with(driver, others);
  }

  private ActConfig with(String otherDriver, List<String> otherKeys) {
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
        otherKeys,
        tick,
        heartbeat,
        lease,
        clockTolerance,
        http);
  }

  /**
   * The SDK's settings.
   *
   * @throws IllegalArgumentException saying what makes no sense
   * @throws KeyFileException if trusted keys cannot be read
   */
  public ActuatorSettings settings() throws KeyFileException {
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
        limits(),
        TrustedKeys.read(trustedKeys.stream().map(Path::of).toList()));
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
