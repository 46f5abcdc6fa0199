package io.vputty.job.reshape;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.job.runtime.ControlBroadcast;
import io.vputty.job.runtime.ControlChange;
import io.vputty.mapping.VmPages;
import io.vputty.model.estimate.PageSample;
import io.vputty.model.footprint.Prices;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

class PagesToDomainsTest {

  @Test
  void tellsACutSampleToTheDomainOfTheVmAndKeepsNothing() throws Exception {
    CoBroadcastWithKeyedOperator<String, VmPages, ControlChange, DomainEvent> operator =
        new CoBroadcastWithKeyedOperator<>(
            new PagesToDomains(2, 1_000, Prices.defaults()), ControlBroadcast.states());
    try (KeyedBroadcastOperatorTestHarness<String, VmPages, ControlChange, DomainEvent> harness =
        new KeyedBroadcastOperatorTestHarness<>(operator, VmPages::vm, Types.STRING, 10, 1, 0)) {
      harness.open();
      harness.processBroadcastElement(new ControlChange(JudgedDomain.vm("g1", "a", 0), null), 0);
      harness.processElement(pages(500, "g1", new PageSample(0, new long[] {3, 5, 8}, 1)), 500);
      harness.processElement(pages(600, "nobody", new PageSample(0, new long[] {3}, 1)), 600);
      harness.processBroadcastWatermark(new Watermark(2_000));
      assertThat(harness.extractOutputValues()).as("it acts at the watermark").isEmpty();

      harness.processWatermark(new Watermark(1_000));

      VmPages cut = pages(500, "g1", new PageSample(8, new long[] {3, 5}, 1));
      assertThat(harness.extractOutputValues()).containsExactly(DomainEvent.of("dc", 500, cut));
      HeapKeyedStateBackend<?> state = (HeapKeyedStateBackend<?>) operator.getKeyedStateBackend();
      assertThat(state.numKeyValueStateEntries()).isZero();
    }
  }

  @Test
  void samplesAreSerializedWithoutKryo() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(VmSamples.class);
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(VmPages.class);
  }

  private static VmPages pages(long timeMs, String vm, PageSample sample) {
    return new VmPages(timeMs, vm, "a", "tenant", "key", 1, 4096, sample);
  }
}
