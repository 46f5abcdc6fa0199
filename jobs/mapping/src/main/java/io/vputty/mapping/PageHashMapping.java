package io.vputty.mapping;

import io.vputty.model.estimate.PageSample;
import io.vputty.schema.HashGaps;
import io.vputty.schema.PageHashSample;
import io.vputty.schema.UnreadableRecordException;

/** Samples of page hashes, as the model takes them. */
public final class PageHashMapping {

  private PageHashMapping() {}

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
