package io.vputty.app.demo;

import io.vputty.sink.actuator.Approval;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * How a demo runs. Nothing else differs from production defaults.
 *
 * @param vms VMs of the data centre
 * @param seed seed of everything random in it
 * @param duration seconds of traffic
 * @param change whether tenants change whom they talk to, at {@link #CHANGE_AT}
 * @param consolePort port of the web console, 0 for any free one; empty for none
 * @param approval who lets moves begin
 */
public record DemoSettings(
    int vms,
    long seed,
    Duration duration,
    boolean change,
    OptionalInt consolePort,
    Approval approval) {
  /** When tenants change, seconds of traffic. */
  public static final long CHANGE_AT = 50;

  /** Pane of the demo. */
  public static final Duration PANE = Duration.ofSeconds(1);

  /** Window of the demo. */
  public static final Duration WINDOW = Duration.ofSeconds(5);

  /** Checkpoint interval of the demo. */
  public static final Duration CHECKPOINT_INTERVAL = Duration.ofMillis(500);

  public DemoSettings {
    if (vms < 4 || vms > 2000) {
      throw new IllegalArgumentException("VMs (" + vms + ") must be 4-2000");
    }
    if (duration.toSeconds() < 10) {
      throw new IllegalArgumentException("duration (" + duration + ") must be at least 10 s");
    }
  }
}
