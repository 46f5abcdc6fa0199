package io.vputty.mapping;

import io.vputty.model.estimate.PageSample;
import io.vputty.schema.HashGaps;
import io.vputty.schema.PageHashSample;
import io.vputty.schema.UnreadableRecordException;

/** Samples of page hashes, as the model takes them. */
public final class PageHashMapping {

  private PageHashMapping() {}

  /**
   * What a record tells of a VM's memory.
   *
   * @throws UnreadableRecordException "vm" if it names none, "page size" if that is none, "hashes"
   *     as {@link #sample}
   */
  public static VmPages pages(PageHashSample record, long timeMs) throws UnreadableRecordException {
    if (record.getVm().isEmpty()) {
      throw new UnreadableRecordException("vm", "a sample must name its VM");
    }
    if (record.getPageBytes() <= 0) {
      throw new UnreadableRecordException(
          "page size", "pages of %d bytes".formatted(record.getPageBytes()));
    }
    return new VmPages(
        timeMs,
        record.getVm(),
        record.getHost(),
        record.getTrustDomain(),
        record.getKeyId(),
        record.getKeyEpoch(),
        record.getPageBytes(),
        record.getRemoved() ? null : sample(record));
  }

  /**
   * The sample of a record.
   *
   * @throws UnreadableRecordException "hashes" if its hashes make no sample, or it has seen nothing
   */
  public static PageSample sample(PageHashSample record) throws UnreadableRecordException {
    long[] hashes = HashGaps.decode(record.getHashGaps(), record.getHashCount());
    try {
      return new PageSample(record.getThreshold(), hashes, record.getCoverage());
    } catch (IllegalArgumentException e) {
      throw new UnreadableRecordException("hashes", String.valueOf(e.getMessage()), e);
    }
  }
}
