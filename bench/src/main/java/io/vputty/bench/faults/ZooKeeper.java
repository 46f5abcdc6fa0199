package io.vputty.bench.faults;

import io.vputty.app.ChildJvm;
import io.vputty.app.recorded.ClusterMember;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.server.ZooKeeperServerMain;

/** The ZooKeeper in which JobManagers elect their leader and remember their jobs. */
final class ZooKeeper implements AutoCloseable {

  private static final int TICK_MS = 500;

  private final ClusterMember process;
  private final int port;

  /** Starts it. */
  ZooKeeper(Path directory) throws IOException {
    port = freePort();
    Path data = Files.createDirectories(directory.resolve("data"));
    Path configuration =
        Files.write(
            directory.resolve("zoo.cfg"),
            List.of(
                "tickTime=" + TICK_MS,
                "dataDir=" + data.toAbsolutePath(),
                "clientPortAddress=127.0.0.1",
                "clientPort=" + port,
                "admin.enableServer=false"));
    process =
        new ClusterMember(
            ChildJvm.command("128m", ZooKeeperServerMain.class, configuration.toString()),
            directory.resolve("ZooKeeper.log"));
  }

  /** What clients connect to. */
  String quorum() {
    return "127.0.0.1:" + port;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.close();
  }
}
