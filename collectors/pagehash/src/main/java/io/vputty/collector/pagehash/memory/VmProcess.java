package io.vputty.collector.pagehash.memory;

import io.vputty.collector.host.QemuCommandLine;
import io.vputty.collector.host.SmallFile;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A process that runs a VM.
 *
 * @param vm UUID in lower case
 * @param process its folder in /proc
 * @param started when it started, in ticks since boot: a number that is used again has another one
 * @param declaredSizes sizes of guest memory that its command line names, bytes
 */
public record VmProcess(String vm, Path process, String started, Set<Long> declaredSizes) {

  private static final String NUMBERS = "[0-9]*";
  private static final int FIELD_OF_START = 19;

  public VmProcess {
    declaredSizes = Set.copyOf(declaredSizes);
  }

  /**
   * Those of a host by VM. A VM that two processes run, since it moves from one to the other, is
   * the older one's.
   *
   * @param proc mount point of proc
   */
  public static Map<String, VmProcess> find(Path proc) throws IOException {
    Map<String, VmProcess> found = new TreeMap<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, NUMBERS)) {
      for (Path process : processes) {
        of(process).ifPresent(vm -> found.merge(vm.vm, vm, VmProcess::older));
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return found;
  }

  private static VmProcess older(VmProcess one, VmProcess other) {
    Comparator<VmProcess> byStart =
        Comparator.comparingInt((VmProcess vm) -> vm.started.length())
            .thenComparing(VmProcess::started);
    return byStart.compare(one, other) <= 0 ? one : other;
  }

  private static Optional<VmProcess> of(Path process) {
    QemuCommandLine commandLine =
        QemuCommandLine.parse(SmallFile.read(process.resolve("cmdline")).orElse(""));
    Optional<String> vm = commandLine.vm();
    return vm.isEmpty()
        ? Optional.empty()
        : SmallFile.read(process.resolve("stat"))
            .flatMap(VmProcess::start)
            .map(start -> new VmProcess(vm.get(), process, start, commandLine.memorySizes()));
  }

  /** Field 22 of stat; the second one is a name that may hold anything but the last bracket. */
  private static Optional<String> start(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
    return fields.length > FIELD_OF_START
        ? Optional.of(fields[FIELD_OF_START].strip())
        : Optional.empty();
  }
}
