package io.vputty.app.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that runs the embedded broker until it is killed; prints its address when ready. */
public final class BrokerChild {

  /** Begins the line that gives the broker's address. */
  static final String READY = "READY ";

  private BrokerChild() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]));
    System.out.println(READY + broker.bootstrapServers());
    new CountDownLatch(1).await();
  }
}
