package io.vputty.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vputty.model.estimate.PageSample;
import io.vputty.schema.HashGaps;
import io.vputty.schema.PageHashSample;
import io.vputty.schema.UnreadableRecordException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class PageHashMappingTest {

  private static final long[] HASHES = {1L << 16, 5L << 16};

  @Test
  void readsASample() throws UnreadableRecordException {
    VmPages pages = PageHashMapping.pages(record().build(), 1_000);

    assertThat(pages)
        .isEqualTo(
            new VmPages(
                1_000, "g1", "a", "t", "k", 7, 4096, new PageSample(1L << 62, HASHES, 0.5)));
  }

  @Test
  void aVmThatHasLeftHasNoSample() throws UnreadableRecordException {
    PageHashSample left =
        PageHashSample.newBuilder().setVm("g1").setHost("a").setRemoved(true).build();

    assertThat(PageHashMapping.pages(left, 1_000).sample()).isNull();
  }

  @Test
  void refusesHashesThatMakeNoSample() {
    refuses(record().setHashGaps(ByteBuffer.wrap(new byte[] {1})).build(), "hashes");
    refuses(record().setThreshold(1L << 16).build(), "hashes");
    refuses(record().setCoverage(0).build(), "hashes");
  }

  @Test
  void refusesASampleOfNobodyAndPagesWithoutSize() {
    refuses(record().setVm("").build(), "vm");
    refuses(record().setPageBytes(0).build(), "page size");
  }

  private static void refuses(PageHashSample record, String reason) {
    assertThatThrownBy(() -> PageHashMapping.pages(record, 1_000))
        .isInstanceOfSatisfying(
            UnreadableRecordException.class, why -> assertThat(why.reason()).isEqualTo(reason));
  }

  private static PageHashSample.Builder record() {
    return PageHashSample.newBuilder()
        .setVm("g1")
        .setHost("a")
        .setTrustDomain("t")
        .setKeyId("k")
        .setKeyEpoch(7)
        .setThreshold(1L << 62)
        .setPageBytes(4096)
        .setHashCount(HASHES.length)
        .setHashGaps(HashGaps.encode(HASHES))
        .setCoverage(0.5);
  }
}
