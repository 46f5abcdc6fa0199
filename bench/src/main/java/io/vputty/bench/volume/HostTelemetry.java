package io.vputty.bench.volume;

import io.vputty.app.simulator.DataCentre;
import io.vputty.app.simulator.fleet.SimulatedVm;
import io.vputty.schema.Arming;
import io.vputty.schema.BlockIo;
import io.vputty.schema.HashGaps;
import io.vputty.schema.Load;
import io.vputty.schema.PageHashSample;
import io.vputty.schema.Topic;
import io.vputty.schema.TopicWriter;
import io.vputty.schema.Topics;
import io.vputty.schema.VolumeIo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * What collectors on hosts tell of each VM at their default intervals: block I/O of two volumes and
 * load every 5 s, a sample of page hashes of the largest default size every 5 minutes.
 */
final class HostTelemetry implements AutoCloseable {

  static final int INTERVAL_SECONDS = 5;
  private static final int ROUNDS_PER_SAMPLE = 60;

  /** As many hashes as take about 32 KiB. */
  private static final int HASHES = 7_400;

  private final TopicWriter writer;
  private final List<SimulatedVm> vms;
  private final DataCentre centre;
  private final Random random = new Random(1);
  private int round;

  HostTelemetry(Map<String, Object> kafka, DataCentre centre) {
    this.writer = new TopicWriter(kafka, "hosts", 1);
    this.centre = centre;
    this.vms = centre.fleet().vms();
  }

  /** Tells of every VM at a time, and of the pages of a few. */
  void tell(Instant time) {
    for (int i = 0; i < vms.size(); i++) {
      String vm = vms.get(i).id();
      send(Topics.BLKIO, vm, blockIo(vm, time));
      send(Topics.LOAD, vm, load(vm, time));
      if (i % ROUNDS_PER_SAMPLE == round % ROUNDS_PER_SAMPLE) {
        send(Topics.PAGEHASH, vm, sample(vm, time));
      }
    }
    for (Topic topic : List.of(Topics.BLKIO, Topics.LOAD, Topics.PAGEHASH)) {
      writer.mark(topic, time).join();
    }
    writer.flush();
    if (writer.failures() > 0) {
      throw new IllegalStateException(writer.failures() + " records were not taken");
    }
    round++;
  }

  private void send(Topic topic, String vm, SpecificRecordBase record) {
    var unused = writer.send(topic, vm, record);
  }

  private BlockIo blockIo(String vm, Instant time) {
    return BlockIo.newBuilder()
        .setTime(time)
        .setVm(vm)
        .setIntervalMs(INTERVAL_SECONDS * 1000L)
        .setCollector("hosts")
        .setVolumes(List.of(volume(vm + "-root"), volume(vm + "-data")))
        .build();
  }

  private VolumeIo volume(String id) {
    return VolumeIo.newBuilder()
        .setVolume(id)
        .setReadBytes(4096L * random.nextInt(10_000))
        .setReadOperations(random.nextInt(10_000))
        .setWrittenBytes(4096L * random.nextInt(10_000))
        .setWriteOperations(random.nextInt(10_000))
        .setArming(Arming.ARMED)
        .build();
  }

  private Load load(String vm, Instant time) {
    return Load.newBuilder()
        .setTime(time)
        .setEntity(vm)
        .setIntervalMs(INTERVAL_SECONDS * 1000L)
        .setCollector("hosts")
        .setCpuCores(random.nextDouble())
        .build();
  }

  private PageHashSample sample(String vm, Instant time) {
    long[] hashes =
        LongStream.generate(() -> random.nextLong() & HashGaps.MASK)
            .distinct()
            .limit(HASHES)
            .boxed()
            .sorted(Long::compareUnsigned)
            .mapToLong(Long::longValue)
            .toArray();
    return PageHashSample.newBuilder()
        .setTime(time)
        .setVm(vm)
        .setHost(centre.hostOf(vm))
        .setTrustDomain("default")
        .setKeyId("key")
        .setKeyEpoch(1)
        .setHashCount(hashes.length)
        .setHashGaps(HashGaps.encode(hashes))
        .setTotalPages(1 << 20)
        .setPresentPages(1 << 19)
        .setDistinctPages(1 << 18)
        .build();
  }

  @Override
  public void close() {
    writer.close();
  }
}
