package io.vputty.job.drift;

import io.vputty.mapping.ContentId;
import io.vputty.model.drift.DriftKind;
import io.vputty.model.drift.DriftNotice;
import org.jspecify.annotations.Nullable;

/**
 * An edge that was told is not told again for a while: what it does meanwhile is held back, and
 * told then as one change, unless it is nearer by then to what it was than to what it became.
 */
final class Held {

  private Held() {}

  /** What to tell at a time; null if nothing. */
  static @Nullable DriftNotice next(
      EdgeTrack track, @Nullable DriftNotice fresh, long nowMs, long holdMs) {
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
    if (all == null || (held != null && isBack(track.weight, all))) {
      return null;
    }
    track.quietUntilMs = nowMs + holdMs;
    return at(nowMs, all);
  }

  private static boolean isBack(double level, DriftNotice notice) {
    double before = Math.abs(level - notice.before().value());
    return before < Math.abs(level - notice.after().value());
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

  private static DriftNotice at(long nowMs, DriftNotice notice) {
    if (notice.timeMs() == nowMs) {
      return notice;
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
        notice.worthPerHour(),
        notice.detector(),
        notice.summary());
  }
}
