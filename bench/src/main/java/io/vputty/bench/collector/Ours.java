package io.vputty.bench.collector;

import io.vputty.schema.FlowBatch;
import io.vputty.schema.FlowSums;
import io.vputty.schema.TopicReader;
import io.vputty.schema.TopicRecord;
import io.vputty.schema.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The collector of this project, as its runnable jar. */
final class Ours implements Contender {

  private final Path jar;

  Ours(Path jar) {
    this.jar = jar;
  }

  @Override
  public String label() {
    return "vputty";
  }

  @Override
  public List<String> command(Place place) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "-XX:+UseSerialGC",
        "-jar",
        jar.toString(),
        "--set",
        "bootstrap=" + place.broker(),
        "--set",
        "port=" + place.port(),
        "--set",
        "agent-datagrams-per-second=1000000",
        "--set",
        "http=off");
  }

  @Override
  public Delivered delivered(Place place) {
    TopicReader reader =
        new TopicReader(
            Map.of("bootstrap.servers", place.broker()),
            List.of(Topics.FLOWS),
            TopicReader.Start.END);
    return new Delivered() {
      private long samples;

      @Override
      public long samples() {
        while (!reader.caughtUp()) {
          for (TopicRecord record : reader.poll(Duration.ofMillis(200))) {
            if (record instanceof TopicRecord.Decoded decoded
                && decoded.value() instanceof FlowBatch batch) {
              samples += batch.getFlows().stream().mapToLong(FlowSums::getSamples).sum();
            }
          }
        }
        return samples;
      }

      @Override
      public void close() {
        reader.close();
      }
    };
  }
}
