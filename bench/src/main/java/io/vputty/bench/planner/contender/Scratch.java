package io.vputty.bench.planner.contender;

import io.vputty.bench.planner.instance.Instance;
import io.vputty.bench.planner.local.Refinement;
import io.vputty.bench.planner.local.Repair;
import io.vputty.bench.planner.local.Slots;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** What partitioners need around them: a folder for their files, and refinement of their result. */
final class Scratch {

  private Scratch() {}

  /** Runs with a folder that is deleted afterwards. */
  static int[] with(Use use) {
    try {
      Path folder = Files.createTempDirectory("planner");
      try {
        return use.in(folder);
      } finally {
        try (Stream<Path> files = Files.walk(folder)) {
          files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(Scratch::delete);
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** A partition made feasible, then improved by best-first moves and swaps. */
  static int[] refined(Instance instance, int[] hosts) {
    Slots slots = new Slots(instance, hosts);
    new Repair(slots).run();
    new Refinement(slots, instance.vms()).run();
    return slots.hosts();
  }

  private static void delete(File file) {
    if (!file.delete()) {
      throw new IllegalStateException("cannot delete " + file);
    }
  }

  /** What is done in the folder. */
  interface Use {
    int[] in(Path folder) throws IOException;
  }
}
