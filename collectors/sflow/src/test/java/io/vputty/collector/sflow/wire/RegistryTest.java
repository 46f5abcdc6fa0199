package io.vputty.collector.sflow.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.collector.sflow.TestDatagram;
import io.vputty.collector.sflow.wire.Structure.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistryTest {

  private static final int ANOTHER_ENTERPRISE = Structure.tag(43874, 2);

  @Test
  void namesEveryStructureOnce() {
    assertThat(Registry.structures())
        .hasSizeGreaterThan(100)
        .extracting(structure -> structure.kind() + " " + structure.tag())
        .doesNotHaveDuplicates();
    assertThat(Registry.structures())
        .allSatisfy(s -> assertThat(Registry.find(s.kind(), s.tag())).contains(s));
  }

  @Test
  void findsStructuresOfOtherEnterprises() {
    assertThat(Registry.find(Kind.COUNTER, Structure.tag(5703, 1)))
        .map(Structure::toString)
        .contains("counter 5703:1 nvidia_gpu");
    assertThat(Registry.find(Kind.FLOW, Structure.tag(5703, 1))).isEmpty();
    assertThat(Registry.find(Kind.SAMPLE, -1)).isEmpty();
  }

  @Test
  void skipsAndCountsWhatItDoesNotKnow() throws Exception {
    TagCounts counts = new TagCounts();
    TestDatagram.Point point = new TestDatagram.Point(1, 1, 2, 1, 0);
    byte[] bytes =
        new TestDatagram()
            .sample(ANOTHER_ENTERPRISE, new byte[20])
            .flow(point, 64, TestDatagram.FRAME)
            .bytes();
    Datagram datagram = new DatagramDecoder(counts).decode(bytes, 0, bytes.length);
    assertThat(datagram.flowSampleCount()).isEqualTo(1);
    assertThat(counts.snapshot())
        .isEqualTo(
            Map.of(
                "sample 43874:2 unknown", 1L,
                "sample 0:1 flow_sample", 1L,
                "flow 0:1 sampled_header", 1L));
  }

  @Test
  void tellsABoundedNumberOfUnknownTagsApart() {
    TagCounts counts = new TagCounts();
    for (int tag = 0; tag < 3 * TagCounts.MAX_UNKNOWN_TAGS; tag++) {
      counts.countUnknown(Kind.FLOW, Structure.tag(99, tag));
    }
    assertThat(counts.snapshot())
        .hasSize(TagCounts.MAX_UNKNOWN_TAGS + 1)
        .containsEntry("other", 2L * TagCounts.MAX_UNKNOWN_TAGS);
  }
}
