package io.vputty.job.drift;

import io.vputty.model.drift.DriftNotice;
import org.jspecify.annotations.Nullable;

/** What a domain hears of its VMs: exactly one is set. */
public record DomainNews(
    String domain, long timeMs, @Nullable DriftNotice notice, @Nullable VmTally tally) {

  static DomainNews of(DriftNotice notice) {
    return new DomainNews(notice.domains().get(0), notice.timeMs(), notice, null);
  }

  static DomainNews of(VmTally tally) {
    return new DomainNews(tally.domain, tally.timeMs, null, tally);
  }
}
