package io.vputty.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vputty.schema.Codec;
import io.vputty.schema.Direction;
import io.vputty.schema.Endpoint;
import io.vputty.schema.FlowBatch;
import io.vputty.schema.FlowSums;
import io.vputty.schema.UnreadableRecordException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FlowMappingTest {

  private final Codec codec = new Codec();

  @Test
  void readsTheSameStraightFromTheBytesAsByWayOfTheRecord() throws Exception {
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      FlowBatch batch = batch(random, random.nextInt(20));

      FlowSecond direct = FlowMapping.second(codec.encode(batch));

      assertThat(direct).usingRecursiveComparison().isEqualTo(FlowMapping.second(batch));
      assertThat(direct.size).isEqualTo(batch.getFlows().size());
    }
  }

  @Test
  void anAddressIsAsTheInventoryHasIt() throws Exception {
    FlowBatch batch = batch(new Random(1), 40);
    FlowSecond second = FlowMapping.second(batch);
    for (int at = 0; at < second.size; at++) {
      ByteBuffer ip = batch.getFlows().get(at).getSource().getIp();
      assertThat(FleetMapping.address(second.sourceIpHigh[at], second.sourceIpLow[at]))
          .isEqualTo(FleetMapping.address(ip));
    }
  }

  @Test
  void nothingIsInExcessWhereNothingIsMissing() throws Exception {
    FlowBatch batch = batch(new Random(5), 10);
    batch.setCompleteness(1);
    batch.setShedFactor(1);
    assertThat(FlowMapping.second(batch).excess).containsOnly(0);

    batch.setCompleteness(0.75);
    batch.getFlows().get(0).setClustered(8);
    assertThat(FlowMapping.second(batch).excess[0]).isEqualTo(2 * FlowSecond.EXCESS_ONE);
  }

  @Test
  void refusesABatchThatIsCutAnywhere() {
    byte[] whole = codec.encode(batch(new Random(3), 5));
    for (int length = Codec.HEADER_BYTES; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> FlowMapping.second(cut))
          .isInstanceOfSatisfying(
              UnreadableRecordException.class, e -> assertThat(e.reason()).isEqualTo("truncated"));
    }
    byte[] longer = Arrays.copyOf(whole, whole.length + 1);
    assertThatThrownBy(() -> FlowMapping.second(longer))
        .isInstanceOfSatisfying(
            UnreadableRecordException.class, e -> assertThat(e.reason()).isEqualTo("trailing"));
  }

  @Test
  void anyBytesAreReadOrRefused() {
    byte[] whole = codec.encode(batch(new Random(3), 5));
    Random random = new Random(9);
    int refused = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] broken = whole.clone();
      for (int i = 0; i < 3; i++) {
        int at = Codec.HEADER_BYTES + random.nextInt(broken.length - Codec.HEADER_BYTES);
        broken[at] = (byte) random.nextInt();
      }
      try {
        FlowMapping.second(broken);
      } catch (UnreadableRecordException e) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void refusesARateThatNoSamplerHas() {
    FlowBatch batch = batch(new Random(3), 5);
    batch.getFlows().get(2).setRate(Double.NaN);

    assertThatThrownBy(() -> FlowMapping.second(codec.encode(batch)))
        .isInstanceOf(UnreadableRecordException.class)
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> FlowMapping.second(batch))
        .isInstanceOf(UnreadableRecordException.class);
  }

  static FlowBatch batch(Random random, int entries) {
    List<FlowSums> flows = new ArrayList<>();
    for (int i = 0; i < entries; i++) {
      flows.add(
          FlowSums.newBuilder()
              .setSource(endpoint(random))
              .setDestination(endpoint(random))
              .setVlan(random.nextInt(4_096))
              .setVni(random.nextInt(3) - 1)
              .setSubAgent(random.nextInt(3))
              .setSourceId(random.nextLong(1L << 48))
              .setDirection(random.nextBoolean() ? Direction.EGRESS : Direction.INGRESS)
              .setInputPort(random.nextInt(100))
              .setOutputPort(random.nextInt(100))
              .setRate(1 + random.nextDouble() * 1_000)
              .setSamples(random.nextInt(100))
              .setBytes(random.nextLong(1L << 40))
              .setSquaresLow(random.nextLong())
              .setSquaresHigh(random.nextInt(5))
              .setClustered(random.nextInt(50))
              .build());
    }
    return FlowBatch.newBuilder()
        .setTime(Instant.ofEpochMilli(random.nextLong(1L << 42)))
        .setAgent("10.0.0." + random.nextInt(256))
        .setCollector("c")
        .setEpoch(random.nextLong())
        .setFlows(flows)
        .setSamples(random.nextInt(1_000))
        .setLostSamples(random.nextInt(10))
        .setCompleteness(random.nextDouble())
        .setShedFactor(1 + random.nextDouble())
        .build();
  }

  private static Endpoint endpoint(Random random) {
    byte[] ip = new byte[List.of(0, 4, 16).get(random.nextInt(3))];
    random.nextBytes(ip);
    return new Endpoint(random.nextLong(1L << 48), ByteBuffer.wrap(ip));
  }
}
