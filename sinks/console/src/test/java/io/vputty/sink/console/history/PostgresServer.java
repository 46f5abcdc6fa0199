package io.vputty.sink.console.history;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL of the machine's own, with files of its own, that asks for a password. */
final class PostgresServer implements AutoCloseable {
  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
  private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

  private final Path directory;
  private final int port;
  private final Process process;

  private PostgresServer(Path directory, int port, Process process) {
    this.directory = directory;
    this.port = port;
    this.process = process;
  }

  /** Starts one, or skips the tests that need it. */
  static PostgresServer start() throws Exception {
    Optional<Path> programs = programs();
    assumeTrue(programs.isPresent(), "needs PostgreSQL in " + VERSIONS + ": bench/lab/packages.sh");
    Path directory = Files.createTempDirectory("vputty-postgres-");
    Path password = Files.writeString(directory.resolve("password"), "secret\n");
    if (ROOT) {
      run(List.of("chown", "-R", "postgres", directory.toString()));
    }
    Path bin = programs.orElseThrow();
    Path files = directory.resolve("files");
    run(
        asOther(
            bin.resolve("initdb").toString(),
            "--no-sync",
            "--username=postgres",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--pwfile=" + password,
            files.toString()));
    int port = freePort();
    List<String> command =
        asOther(
            bin.resolve("postgres").toString(),
            "-D",
            files.toString(),
            "-p",
            Integer.toString(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "fsync=off");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    PostgresServer server = new PostgresServer(directory, port, process);
    server.awaitReady();
    return server;
  }

  private static Optional<Path> programs() throws IOException {
    if (!Files.isDirectory(VERSIONS)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(VERSIONS)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder());
    }
  }

  /** PostgreSQL does not run as root. */
  private static List<String> asOther(String... command) {
    List<String> all = new ArrayList<>(ROOT ? List.of("setpriv", "--reuid=postgres") : List.of());
    if (ROOT) {
      all.addAll(List.of("--regid=postgres", "--clear-groups"));
    }
    all.addAll(List.of(command));
    return all;
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(Path.of("/").toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(command + ": " + output);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  void create(String database) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(url("postgres"), "postgres", "secret");
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("create database " + database);
    }
  }

  private void awaitReady() throws Exception {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (true) {
      try (Connection connection =
          DriverManager.getConnection(url("postgres"), "postgres", "secret")) {
        connection.isValid(1);
        return;
      } catch (SQLException e) {
        if (System.nanoTime() > giveUp || !process.isAlive()) {
          throw new IOException(Files.readString(directory.resolve("log")), e);
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    process.waitFor();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
