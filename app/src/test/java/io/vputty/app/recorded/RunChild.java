package io.vputty.app.recorded;

import io.vputty.app.broker.ContractTopics;
import io.vputty.app.broker.EmbeddedBroker;
import io.vputty.app.pipeline.Pipeline;
import io.vputty.schema.TopicAdmin;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A process that runs broker and jobs on one data directory until it is killed. */
public final class RunChild {

  /** Begins the line that gives the broker's address and how many jobs were restored. */
  static final String READY = "READY ";

  private RunChild() {}

  public static void main(String[] arguments) throws Exception {
    Path data = Path.of(arguments[0]);
    EmbeddedBroker broker = EmbeddedBroker.start(data.resolve("kafka"));
    ContractTopics.ensure(
        Map.of("bootstrap.servers", broker.bootstrapServers()), TopicAdmin.Sizing.REPLAY);
    Pipeline pipeline = Run.start(broker.bootstrapServers(), data.resolve("flink"), 1);
    long restored = pipeline.restored().values().stream().filter(Optional::isPresent).count();
    System.out.println(READY + broker.bootstrapServers() + " " + restored);
    new CountDownLatch(1).await();
  }
}
