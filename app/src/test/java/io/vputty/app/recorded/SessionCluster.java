package io.vputty.app.recorded;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A standalone Flink session cluster as an operator starts it: JobManager and TaskManagers, each a
 * process with Flink's jars alone on its class path, and Flink's own command line.
 */
public final class SessionCluster implements AutoCloseable {

  /** What a Flink distribution brings in its lib folder, with RocksDB. */
  private static final Pattern FLINKS =
      Pattern.compile(
          "(flink-(?!connector-(kafka|base)|kubernetes-|test-|.*-tests).*|frocksdbjni.*|kryo.*|minlog.*|objenesis.*|reflectasm.*"
              + "|commons-.*|javassist.*|lz4-.*|snappy-.*|zstd-.*|jsr305.*|async-profiler.*"
              + "|slf4j-api.*|log4j-.*|snakeyaml-engine.*)\\.jar");

  private static final String RESULT = "BASH_JAVA_UTILS_EXEC_RESULT:";
  private static final Pattern SUBMITTED = Pattern.compile("JobID ([0-9a-f]{32})");
  private static final Pattern SAVED = Pattern.compile("Savepoint completed\\. Path: (\\S+)");

  private final Path directory;
  private final Path conf;
  private final ClusterMember jobManager;
  private final ClusterMember taskManager;

  private SessionCluster(Path directory, Path conf) throws IOException, InterruptedException {
    this.directory = directory;
    this.conf = conf;
    this.jobManager =
        launch(
            "GET_JM_RESOURCE_PARAMS",
            "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
            "--executionMode",
            "cluster");
    this.taskManager =
        launch("GET_TM_RESOURCE_PARAMS", "org.apache.flink.runtime.taskexecutor.TaskManagerRunner");
  }

  /**
   * Starts one JobManager and one TaskManager on 127.0.0.1.
   *
   * @param slots slots of the TaskManager
   */
  static SessionCluster start(Path directory, int slots) throws IOException, InterruptedException {
    return start(directory, slots, List.of());
  }

  /**
   * The same, with further lines of configuration.
   *
   * @param settings each a key and a value; the last one of a key holds
   */
  public static SessionCluster start(Path directory, int slots, List<String> settings)
      throws IOException, InterruptedException {
    Path conf = Files.createDirectories(directory.resolve("conf"));
    Map<String, String> lines = new LinkedHashMap<>();
    Stream.concat(configuration(directory, slots).lines(), settings.stream())
        .forEach(line -> lines.put(line.substring(0, line.indexOf(": ")), line));
    Files.write(conf.resolve("config.yaml"), lines.values());
    return new SessionCluster(directory, conf);
  }

  private static String configuration(Path directory, int slots) throws IOException {
    String state = checkpoints(directory).toUri().toString();
    return String.join(
        "\n",
        "jobmanager.rpc.address: 127.0.0.1",
        "jobmanager.rpc.port: " + freePort(),
        "jobmanager.bind-host: 127.0.0.1",
        "jobmanager.memory.process.size: 900m",
        "rest.address: 127.0.0.1",
        "rest.bind-address: 127.0.0.1",
        "rest.port: " + freePort(),
        "taskmanager.host: 127.0.0.1",
        "taskmanager.bind-host: 127.0.0.1",
        "taskmanager.memory.process.size: 2g",
        "taskmanager.numberOfTaskSlots: " + slots,
        "heartbeat.interval: 1 s",
        "heartbeat.timeout: 10 s",
        "state.backend.type: rocksdb",
        "execution.checkpointing.incremental: true",
        "execution.checkpointing.dir: " + state,
        "restart-strategy.type: fixed-delay",
        "restart-strategy.fixed-delay.attempts: 100",
        "restart-strategy.fixed-delay.delay: 500 ms",
        "");
  }

  /** Where its jobs keep their checkpoints. */
  public Path checkpoints() {
    return checkpoints(directory);
  }

  private static Path checkpoints(Path directory) {
    return directory.resolve("state").resolve("checkpoints");
  }

  /** The folder of its configuration. */
  public Path configuration() {
    return conf;
  }

  public ClusterMember jobManager() {
    return jobManager;
  }

  public ClusterMember taskManager() {
    return taskManager;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** {@code flink run -d ...}; the id of the job. */
  String run(String... arguments) throws IOException, InterruptedException {
    return found(SUBMITTED, flink(Stream.concat(Stream.of("run", "-d"), Stream.of(arguments))));
  }

  /** {@code flink stop}; where the savepoint is. */
  String stop(String job) throws IOException, InterruptedException {
    String target = directory.resolve("savepoints").toUri().toString();
    return found(SAVED, flink(Stream.of("stop", "--savepointPath", target, job)));
  }

  /** {@code flink cancel}. */
  void cancel(String job) throws IOException, InterruptedException {
    String unused = flink(Stream.of("cancel", job));
  }

  /** {@code kill -9} of the TaskManager, and another in its place. */
  void replaceTaskManager() throws IOException, InterruptedException {
    taskManager.kill();
    taskManager.restart();
  }

  @Override
  public void close() throws InterruptedException {
    taskManager.close();
    jobManager.close();
  }

  private ClusterMember launch(String sizing, String main, String... arguments)
      throws IOException, InterruptedException {
    List<String> sizes =
        output(java(List.of(), "org.apache.flink.runtime.util.bash.BashJavaUtils", sizing))
            .lines()
            .filter(line -> line.startsWith(RESULT))
            .map(line -> line.substring(RESULT.length()).strip())
            .toList();
    List<String> command = java(words(sizes.get(0)), main);
    command.addAll(List.of(arguments));
    command.addAll(words(sizes.get(1)));
    String name = main.substring(main.lastIndexOf('.') + 1);
    return new ClusterMember(command, directory.resolve(name + ".log"));
  }

  private String flink(Stream<String> arguments) throws IOException, InterruptedException {
    List<String> command = java(List.of("-Xmx256m"), "org.apache.flink.client.cli.CliFrontend");
    command.subList(command.size() - 2, command.size()).clear();
    command.addAll(arguments.toList());
    return output(command);
  }

  private List<String> java(List<String> options, String main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    for (String opened : List.of("java.util", "java.lang", "java.time")) {
      command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
    }
    command.addAll(List.of("-cp", classPath(), main));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--configDir", conf.toString()));
    return command;
  }

  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(jar -> FLINKS.matcher(String.valueOf(Path.of(jar).getFileName())).matches())
        .map(jar -> Path.of(jar).toAbsolutePath().toString())
        .distinct()
        .sorted()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private String output(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(Map.of("FLINK_CONF_DIR", conf.toString(), "FLINK_LIB_DIR", "lib"));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " said:\n" + output);
    }
    return output;
  }

  private static List<String> words(String line) {
    return List.of(line.split("\\s+"));
  }

  private static String found(Pattern pattern, String output) throws IOException {
    Matcher matcher = pattern.matcher(output);
    if (!matcher.find()) {
      throw new IOException("no " + pattern + " in:\n" + output);
    }
    return matcher.group(1);
  }
}
