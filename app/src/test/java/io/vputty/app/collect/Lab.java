package io.vputty.app.collect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Real sFlow agents in network namespaces, as {@code bench/lab/agents.sh} sets them up. */
public final class Lab implements AutoCloseable {

  private static final Path SCRIPT = Path.of("..", "bench", "lab", "agents.sh");
  private static final List<String> PROGRAMS =
      List.of("ip", "ping", "ethtool", "ovs-vswitchd", "ovs-vsctl", "pmacctd");
  private static final List<String> PLACES = List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin");
  private static final String SWITCH = "vputty-switch";
  private static final String PROBE = "vputty-probe";

  private final Path directory;

  private Lab(Path directory) {
    this.directory = directory;
  }

  /** Why it cannot run on this machine; empty if it can. */
  static Optional<String> hindrance() throws InterruptedException {
    Optional<String> missing = missing(PROGRAMS);
    if (missing.isPresent()) {
      return missing;
    }
    if (!Files.exists(Path.of("/dev/net/tun"))) {
      return Optional.of("Open vSwitch's userspace datapath needs /dev/net/tun");
    }
    try {
      run("ip", "netns", "add", PROBE);
      run("ip", "netns", "del", PROBE);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("no network namespaces: " + e.getMessage());
    }
  }

  /** Why programs cannot be started; empty if they can. */
  public static Optional<String> missing(List<String> programs) {
    List<String> missing = programs.stream().filter(program -> !isInstalled(program)).toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of("bench/lab/packages.sh has not been run: no " + String.join(", ", missing));
  }

  private static boolean isInstalled(String program) {
    return PLACES.stream().anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }

  /**
   * Sets it up.
   *
   * @param directory for its state and logs
   */
  static Lab start(Path directory) throws IOException, InterruptedException {
    run("sh", SCRIPT.toString(), "start", directory.toString());
    return new Lab(directory);
  }

  /** Starts a program beside the agents. */
  Process atSwitch(Path output, String... command) throws IOException {
    return in(SWITCH, command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
  }

  /** Starts a program in a VM. */
  Process atVm(int vm, String... command) throws IOException {
    return in(spaceOf(vm), command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Bytes that a VM's interface has sent. */
  static long sentBytes(int vm) throws IOException, InterruptedException {
    return Long.parseLong(
        run("ip", "netns", "exec", spaceOf(vm), "cat", "/sys/class/net/eth0/statistics/tx_bytes")
            .strip());
  }

  private static String spaceOf(int vm) {
    return "vputty-vm" + vm;
  }

  private static ProcessBuilder in(String space, String... command) {
    List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", space));
    words.addAll(List.of(command));
    return new ProcessBuilder(words);
  }

  /** Runs a program to its end and returns what it printed. */
  public static String run(String... command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("vputty-lab-", ".txt");
    try {
      int status =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start()
              .waitFor();
      String text = Files.readString(output, StandardCharsets.UTF_8);
      if (status != 0) {
        throw new IOException("%s ended with %d: %s".formatted(List.of(command), status, text));
      }
      return text;
    } finally {
      Files.delete(output);
    }
  }

  /** Ends its agents and removes its namespaces. */
  @Override
  public void close() throws IOException, InterruptedException {
    run("sh", SCRIPT.toString(), "stop", directory.toString());
  }
}
