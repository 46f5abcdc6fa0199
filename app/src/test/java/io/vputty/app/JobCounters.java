package io.vputty.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Counters of the Flink jobs: what each means, and which of them the code has. */
final class JobCounters {

  private static final Pattern COUNTER = Pattern.compile("counter\\(\\s*\"(\\w+)\"\\)");

  /** What each counts, by its name in the code. */
  static final NavigableMap<String, String> MEANINGS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("decoded", "Records read from a topic, marks aside."),
              Map.entry(
                  "late",
                  "Records that came behind the marks of their partition and count all the same."),
              Map.entry(
                  "tooLate",
                  "Records that came later than the allowed lateness; each is rejected."),
              Map.entry("rejected", "Records that could not be read; each is rejected."),
              Map.entry(
                  "samplesToGroupAddresses",
                  "Samples of broadcast and multicast, which are traffic of no pair."),
              Map.entry(
                  "edgesSummedUp",
                  "Edges of VMs with too many neighbours that were summed up as `others`."),
              Map.entry(
                  "samplesOfUnknownEndpoints", "Samples of which neither end is in the inventory."),
              Map.entry(
                  "samplesResolvedLate",
                  "Samples that an inventory which came later could resolve."),
              Map.entry(
                  "samplesCountedElsewhere",
                  "Samples of packets that another sampling point on their path counts."),
              Map.entry("samplesWithinOneVm", "Samples of packets from a VM to itself."),
              Map.entry(
                  "hashesPassedMaxHolders",
                  "Page hashes that too many VMs hold by now: they are of a base image."),
              Map.entry("hashesBackUnderMaxHolders", "Page hashes that few enough VMs hold again."),
              Map.entry("pairsTouched", "Pairs of VMs of which a page in common came or went."),
              Map.entry("samplesTold", "Samples of page hashes that changed something."),
              Map.entry("samplesExpired", "Samples of page hashes that were too old to count."),
              Map.entry(
                  "loadsAfterTheirPaneWasSettled",
                  "Loads that came after their pane was summed up."),
              Map.entry(
                  "panesOfUnknownVms", "Panes with load of VMs that are not in the inventory."),
              Map.entry("edgeDriftsFound", "Drifts of edges that were confirmed."),
              Map.entry(
                  "edgeDriftsThatMoveNothing",
                  "Confirmed drifts of edges that are worth less than a migration."),
              Map.entry(
                  "edgeDriftsAsUsual",
                  "Confirmed drifts of edges that are usual at that time of the week."),
              Map.entry("edgeDriftsTold", "Confirmed drifts of edges that were told."),
              Map.entry(
                  "peerDriftsThatMoveNothing",
                  "Changes of VMs' peers that are worth less than a migration."),
              Map.entry(
                  "driftsHeldBack",
                  "Drifts that were held back in a storm or under a stale inventory."),
              Map.entry(
                  "shadowDisagreements",
                  "Rounds in which the second planner would have done otherwise.")));

  private JobCounters() {}

  /** Names of the counters that the jobs' code registers. */
  static Set<String> inCode(Path jobs) throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.walk(jobs)) {
      files
          .filter(file -> file.toString().matches(".*/src/main/java/.*\\.java"))
          .forEach(
              file ->
                  COUNTER
                      .matcher(read(file))
                      .results()
                      .forEach((MatchResult match) -> names.add(match.group(1))));
    }
    return names;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
