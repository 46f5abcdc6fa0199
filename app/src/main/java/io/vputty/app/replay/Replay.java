package io.vputty.app.replay;

import io.vputty.app.broker.ContractTopics;
import io.vputty.app.broker.EmbeddedBroker;
import io.vputty.app.pipeline.ClusterSettings;
import io.vputty.app.pipeline.OpenParts;
import io.vputty.app.pipeline.Pipeline;
import io.vputty.collector.inventory.InventoryConfig;
import io.vputty.collector.inventory.InventoryReplay;
import io.vputty.collector.sflow.PcapReplay;
import io.vputty.collector.sflow.SflowConfig;
import io.vputty.job.runtime.JobSettings;
import io.vputty.schema.Topic;
import io.vputty.schema.TopicAdmin.Sizing;
import io.vputty.schema.TopicWriter;
import io.vputty.schema.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Sends a capture through a broker and the three jobs, all in this process, with the capture's
 * times as event times, and gathers what comes out. Everything goes in before the jobs start, so
 * the result does not depend on the machine's speed.
 */
public final class Replay {
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String WRITER = "replay";

  private final ReplaySettings settings;
  private final Path directory;
  private final Clock clock;

  /**
   * @param directory an empty directory for its files
   */
  public Replay(ReplaySettings settings, Path directory, Clock clock) {
    this.settings = settings;
    this.directory = directory;
    this.clock = clock;
  }

  /** Replays and returns when the last plan that time allows is known. */
  public ReplayResult run() throws Exception {
    PcapReplay.Options options =
        new PcapReplay.Options(settings.capture(), settings.anyPort(), settings.beyond());
    Instant start =
        PcapReplay.start(options)
            .orElseThrow(() -> new IOException(settings.capture() + " holds no sFlow datagram"));
    try (OpenParts parts = new OpenParts()) {
      EmbeddedBroker broker = parts.add(EmbeddedBroker.start(directory.resolve("kafka")));
      String bootstrap = broker.bootstrapServers();
      Map<String, Object> kafka = Map.of("bootstrap.servers", bootstrap);
      Map<String, Integer> partitions = ContractTopics.ensure(kafka, Sizing.REPLAY);
      PcapReplay.Summary summary = publish(options, start, bootstrap, kafka);
      parts.add(startPipeline(bootstrap, partitions));
      try (ReplayReader reader = new ReplayReader(kafka)) {
        return reader.read(summary, summary.last().plus(settings.window()), PATIENCE);
      }
    }
  }

  private PcapReplay.Summary publish(
      PcapReplay.Options options, Instant start, String bootstrap, Map<String, Object> kafka)
      throws Exception {
    SflowConfig sflow = SflowConfig.DEFAULTS.at(bootstrap, "127.0.0.1", 0);
    PcapReplay.Summary summary = PcapReplay.run(options, sflow, clock);
    Instant end = summary.last().plus(settings.beyond());
    Instant before = start.minus(settings.window());
    InventoryReplay.run(
        InventoryConfig.DEFAULTS.at(bootstrap, settings.inventory()), before, end, clock);
    try (TopicWriter writer = new TopicWriter(kafka, WRITER, clock.millis())) {
      for (Topic topic : List.of(Topics.SETTINGS, Topics.DECISIONS, Topics.OUTCOMES)) {
        Stream.of(writer.mark(topic, before), writer.lastMark(topic, end)).forEach(f -> f.join());
      }
    }
    return summary;
  }

  private Pipeline startPipeline(String bootstrap, Map<String, Integer> partitions)
      throws Exception {
    JobSettings jobs =
        JobSettings.of(bootstrap, partitions)
            .windows(settings.pane(), settings.window())
            .checkpointing(CHECKPOINT_INTERVAL);
    ClusterSettings cluster =
        new ClusterSettings(
            directory.resolve("flink"),
            Pipeline.JOBS,
            1,
            CHECKPOINT_INTERVAL,
            1,
            ClusterSettings.Backend.HEAP);
    return Pipeline.start(cluster, jobs);
  }
}
