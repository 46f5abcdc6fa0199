package io.vputty.app.broker;

import java.nio.file.Path;
import java.util.Properties;

/**
 * Settings of the embedded broker: one node that is broker and controller, replication 1, bound to
 * loopback, sized for a laptop.
 */
final class BrokerProperties {
  private static final int NODE_ID = 1;
  private static final int CLEANER_DEDUPE_BUFFER_BYTES = 8 << 20;

  private BrokerProperties() {}

  static Properties of(Path logDirectory, int brokerPort, int controllerPort) {
    Properties properties = new Properties();
    addListeners(properties, brokerPort, controllerPort);
    addSingleNodeTopology(properties);
    addSizing(properties);
    properties.setProperty("log.dirs", logDirectory.toString());
    properties.setProperty("auto.create.topics.enable", "false");
    return properties;
  }

  private static void addListeners(Properties properties, int brokerPort, int controllerPort) {
    String broker = "PLAINTEXT://127.0.0.1:" + brokerPort;
    properties.setProperty("process.roles", "broker,controller");
    properties.setProperty("node.id", Integer.toString(NODE_ID));
    properties.setProperty("listeners", broker + ",CONTROLLER://127.0.0.1:" + controllerPort);
    properties.setProperty("advertised.listeners", broker);
    properties.setProperty("inter.broker.listener.name", "PLAINTEXT");
    properties.setProperty("controller.listener.names", "CONTROLLER");
    properties.setProperty(
        "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.setProperty("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
  }

  private static void addSingleNodeTopology(Properties properties) {
    properties.setProperty("default.replication.factor", "1");
    properties.setProperty("offsets.topic.replication.factor", "1");
    properties.setProperty("offsets.topic.num.partitions", "1");
    properties.setProperty("transaction.state.log.replication.factor", "1");
    properties.setProperty("transaction.state.log.min.isr", "1");
    properties.setProperty("transaction.state.log.num.partitions", "4");
    properties.setProperty("share.coordinator.state.topic.replication.factor", "1");
    properties.setProperty("share.coordinator.state.topic.min.isr", "1");
    properties.setProperty("group.initial.rebalance.delay.ms", "0");
  }

  /**
   * The broker's session is short because a killed broker's successor is refused as a duplicate
   * until the session of the dead one ends.
   */
  private static void addSizing(Properties properties) {
    properties.setProperty("broker.heartbeat.interval.ms", "200");
    properties.setProperty("broker.session.timeout.ms", "1500");
    properties.setProperty("num.network.threads", "2");
    properties.setProperty("num.io.threads", "4");
    properties.setProperty("background.threads", "2");
    properties.setProperty(
        "log.cleaner.dedupe.buffer.size", Integer.toString(CLEANER_DEDUPE_BUFFER_BYTES));
  }
}
