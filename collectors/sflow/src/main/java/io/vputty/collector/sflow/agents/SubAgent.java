package io.vputty.collector.sflow.agents;

import io.vputty.collector.sflow.sums.AgentSecond;
import io.vputty.collector.sflow.wire.Datagram;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of an agent with sequences of its own: of datagrams, and of samples at each sampling
 * point.
 *
 * <p>It begins anew when its uptime goes back by more than datagrams may overtake each other, and
 * after a minute's silence: what it sent in between went elsewhere, to another collector perhaps,
 * and is not this one's loss.
 */
final class SubAgent {

  /** More sampling points than this are not followed. */
  static final int MAX_POINTS = 4096;

  private static final long SILENCE_MS = 60_000;
  private static final long OVERTAKING_MS = 2_000;
  private static final long UPTIME_MASK = 0xFFFF_FFFFL;

  private final SequenceWindow datagrams = new SequenceWindow();
  private final Map<Long, SamplingPoint> points = new HashMap<>();
  private long lastSeenMs = Long.MIN_VALUE / 2;
  private long uptimeMs;
  private long newestSourceId = Long.MIN_VALUE;
  private @Nullable SamplingPoint newest;

  /** See {@link SequenceWindow#accept}. */
  int accept(Datagram datagram, long timeMs) {
    boolean silent = timeMs - lastSeenMs > SILENCE_MS;
    boolean restarted = goneBack(datagram.uptimeMs()) > OVERTAKING_MS;
    if (silent || restarted) {
      datagrams.restart();
      points.values().forEach(SamplingPoint::restart);
      uptimeMs = datagram.uptimeMs();
    }
    lastSeenMs = timeMs;
    uptimeMs = goneBack(datagram.uptimeMs()) > 0 ? uptimeMs : datagram.uptimeMs();
    return datagrams.accept(datagram.sequenceNumber());
  }

  /** By how much an uptime is behind the latest one, ms; it wraps after 49 days. */
  private long goneBack(long uptime) {
    long behind = (uptimeMs - uptime) & UPTIME_MASK;
    return behind > UPTIME_MASK / 2 ? 0 : behind;
  }

  /** Samples of one point come in a row, so that the last one found is tried first. */
  @Nullable SamplingPoint point(long sourceId) {
    if (sourceId == newestSourceId) {
      return newest;
    }
    SamplingPoint point = points.get(sourceId);
    if (point == null && points.size() < MAX_POINTS) {
      point = new SamplingPoint();
      points.put(sourceId, point);
    }
    newestSourceId = sourceId;
    newest = point;
    return point;
  }

  /** Closes a second: gives up what is overdue, and adds it to what was lost in that second. */
  void giveUp(AgentSecond second) {
    int lostDatagrams = datagrams.isWaiting() ? datagrams.giveUp() : 0;
    int lostSamples = 0;
    for (SamplingPoint point : points.values()) {
      lostSamples += point.sequence().isWaiting() ? point.sequence().giveUp() : 0;
    }
    second.countLost(lostDatagrams, lostSamples);
  }
}
