package io.vputty.app.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * A process that runs the embedded broker until it is killed; prints its address when ready. Its
 * arguments are a directory and a port, 0 for a free one.
 */
public final class BrokerChild {

  /** Begins the line that gives the broker's address. */
  static final String READY = "READY ";

  private BrokerChild() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path directory = Path.of(arguments[0]);
    int port = Integer.parseInt(arguments[1]);
    EmbeddedBroker broker =
        port == 0 ? EmbeddedBroker.start(directory) : EmbeddedBroker.start(directory, port);
    System.out.println(READY + broker.bootstrapServers());
    new CountDownLatch(1).await();
  }
}
