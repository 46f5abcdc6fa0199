package io.vputty.job.drift;

import io.vputty.mapping.ContentId;
import io.vputty.model.drift.DriftKind;
import io.vputty.model.drift.DriftNotice;
import io.vputty.model.estimate.Interval;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * An edge that was told is not told again for a while: what it does meanwhile is held back, and
 * told then as one change, unless it is nearer by then to what it was than to what it became.
 */
final class Held {

  private Held() {}

  /**
   * What to tell at a time; null if nothing.
   *
   * @param worth what a change that was held back is worth by now, $ per hour; NaN if too little
   */
  static @Nullable DriftNotice next(
      EdgeTrack track,
      @Nullable DriftNotice fresh,
      long nowMs,
      long holdMs,
      ToDoubleFunction<DriftNotice> worth) {
    DriftNotice held = track.held;
    DriftNotice all = fresh == null || held == null ? held : merge(held, fresh);
    if (all == null) {
      all = fresh;
    }
    if (nowMs < track.quietUntilMs) {
      track.held = all;
      return null;
    }
    track.held = null;
    if (all != null && held != null) {
      all = isBack(track.weight, all) ? null : at(nowMs, all, worth.applyAsDouble(all));
    }
    if (all != null) {
      track.quietUntilMs = nowMs + holdMs;
    }
    return all;
  }

  /** Whether there is nothing between before and after, or the level is nearer to before. */
  private static boolean isBack(double level, DriftNotice notice) {
    Interval was = notice.before();
    Interval is = notice.after();
    boolean overlap = was.low() <= is.high() && is.low() <= was.high();
    return overlap || Math.abs(level - was.value()) <= Math.abs(level - is.value());
  }

  private static DriftNotice merge(DriftNotice first, DriftNotice then) {
    DriftKind kind =
        then.after().value() >= first.before().value() ? DriftKind.SURGE : DriftKind.FADE;
    boolean sameWay = first.kind() == then.kind();
    return new DriftNotice(
        then.timeMs(),
        then.id(),
        sameWay ? then.kind() : kind,
        then.subject(),
        then.edge(),
        then.domains(),
        first.before(),
        then.after(),
        first.onsetMs(),
        then.score(),
        then.threshold(),
        first.worthPerHour() + then.worthPerHour(),
        then.detector(),
        then.summary());
  }

  private static @Nullable DriftNotice at(long nowMs, DriftNotice notice, double worth) {
    if (Double.isNaN(worth)) {
      return null;
    }
    return new DriftNotice(
        nowMs,
        ContentId.of(notice.subject(), nowMs, notice.kind()),
        notice.kind(),
        notice.subject(),
        notice.edge(),
        notice.domains(),
        notice.before(),
        notice.after(),
        notice.onsetMs(),
        notice.score(),
        notice.threshold(),
        worth,
        notice.detector(),
        notice.summary());
  }
}
