package io.vputty.bench.actuator;

import io.vputty.sink.actuator.Actuator;
import io.vputty.sink.actuator.ActuatorSettings;
import io.vputty.sink.actuator.Approval;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A process with one actuator on the shared platform: id, broker, directory, and the parent's
 * process id. It ends when its parent is gone, however that ended.
 */
final class ActuatorChild {
  static final Duration LEASE = Duration.ofMillis(1500);
  static final Duration CLOCK_TOLERANCE = Duration.ofMillis(300);

  private static final Duration TICK = Duration.ofMillis(50);
  private static final Duration HEARTBEAT = Duration.ofMillis(300);
  private static final int MAX_RUNNING = 8;

  private ActuatorChild() {}

  public static void main(String[] arguments) {
    endWith(Long.parseLong(arguments[3]));
    Path directory = Path.of(arguments[2]);
    ActuatorSettings settings =
        new ActuatorSettings(
            arguments[0],
            Map.of(
                "bootstrap.servers",
                arguments[1],
                "interceptor.classes",
                OutcomeTap.class.getName(),
                OutcomeTap.DIRECTORY,
                directory.toString()),
            MAX_RUNNING,
            TICK,
            HEARTBEAT,
            LEASE,
            CLOCK_TOLERANCE,
            Approval.AUTOMATIC);
    SharedPlatform platform = new SharedPlatform(directory, Clock.systemUTC());
    Actuator actuator =
        new Actuator(
            settings,
            new SharedPlatformDriver(platform, new Breakpoints(directory)),
            Clock.systemUTC());
    actuator.start();
    actuator.ended().join();
  }

  private static void endWith(long parent) {
    ProcessHandle handle = ProcessHandle.of(parent).orElse(null);
    if (handle == null) {
      Runtime.getRuntime().halt(1);
    } else {
      CompletableFuture<?> unused = handle.onExit().thenRun(() -> Runtime.getRuntime().halt(1));
    }
  }
}
