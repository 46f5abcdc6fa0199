package io.vputty.app.demo;

import io.vputty.app.demo.view.DriftDelay;
import io.vputty.app.drift.DriftText;
import io.vputty.schema.DriftEvent;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Takes the time from a change of the traffic to the events about it. */
final class DriftDelays {

  /** Collectors close a second when it is over: what comes in order may be as old. */
  private static final Duration OUT_OF_ORDER = Duration.ofSeconds(1);

  private static final Duration MARGIN = Duration.ofSeconds(1);
  private static final double MILLIS = 1000;

  private @Nullable Instant changed;
  private int events;
  private double firstSeconds;
  private long detectionPanes;
  private double latencySeconds;
  private double largestLatencySeconds;

  /** The traffic changed. */
  void changed(Instant when) {
    changed = when;
  }

  /** An event was there to be read. */
  void seen(DriftEvent event, Instant when) {
    if (changed == null || !isAbout(event, changed)) {
      return;
    }
    double latency = seconds(event.getTime(), when);
    if (events++ == 0) {
      firstSeconds = seconds(changed, when);
      detectionPanes =
          1
              + (Duration.between(changed, event.getTime()).toMillis() - 1)
                  / DemoSettings.PANE.toMillis();
      latencySeconds = latency;
    }
    largestLatencySeconds = Math.max(largestLatencySeconds, latency);
  }

  /** An estimated onset may be a pane early. */
  private static boolean isAbout(DriftEvent event, Instant change) {
    return DriftText.isOfEdge(event)
        && event.getTime().isAfter(change)
        && !event.getOnset().isBefore(change.minus(DemoSettings.PANE.multipliedBy(2)));
  }

  private static double seconds(Instant from, Instant until) {
    return Duration.between(from, until).toMillis() / MILLIS;
  }

  /** What was measured; null before the first event. */
  @Nullable DriftDelay measured() {
    if (events == 0) {
      return null;
    }
    Duration allowed = OUT_OF_ORDER.plus(DemoSettings.CHECKPOINT_INTERVAL.multipliedBy(2));
    return new DriftDelay(
        events,
        firstSeconds,
        detectionPanes,
        latencySeconds,
        largestLatencySeconds,
        allowed.plus(MARGIN).toMillis() / MILLIS);
  }
}
