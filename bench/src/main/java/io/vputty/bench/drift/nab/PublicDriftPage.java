package io.vputty.bench.drift.nab;

import io.vputty.bench.drift.nab.faults.FaultTables;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The words of docs/drift-public.md around its tables. */
final class PublicDriftPage {

  private static final String PAGE =
      """
      # The drift detector on public labelled series

      Made by

      ```sh
      ./mvnw -q -pl bench -am -DskipTests package
      java -cp 'bench/target/bench.jar:bench/target/lib/*' io.vputty.bench.drift.nab.PublicDriftBenchmark --data DIR --results DIR
      ```

      which always writes the same. `--data` is the folder of the series, `--results` the folder of that name in a clone of numenta/NAB
      (here ea702d75); without it the columns *here* of the scoreboard below are empty.

      `EdgeDetector` looks for persistent changes of an edge's rate by a factor of about two, because such changes are worth moving a VM
      for. One burst is none to it, however high; a daily rhythm is one, twice a day. Public labels are mostly of other things, so these
      tables say how far the detector is from a general one, not how well it does its own task.

      ## Anomalies in series

      The Numenta Anomaly Benchmark (Lavin and Ahmad 2015): %s, by its own scoring.
      A window counts the more the earlier in it something is said; a false row costs 0.11, or 0.22 where false positives weigh more; 0 is
      to say nothing, 100 to say the first row of every window and no other. The threshold of each contender is the one that is best on the
      rows scored, as the benchmark has it.

      Rows are panes, mostly of five minutes. The detector takes counts: values are divided by a unit, variance over mean of the rows on
      probation. *Ours* is what the detector tells, at the threshold for one false alarm in 10^5 panes and at two and four
      times as much. *Recorded alone* leaves out the series that were made up, with a threshold of their own.
      Random scores are the mean of 20.

      %s
      At the threshold of the standard profile, windows found and false rows by folder:

      %s
      Its alarms come at both turns of every made-up day, where most of their false rows are; the windows found in those series hold such
      turns too and say little. What was recorded has fewer rhythms and more spikes, of which the detector says nothing.

      The scoreboard beside it. The first three columns are **as published and of all 58 series**; the last three are what the rows
      published with them come to on the series here, with thresholds chosen here too, and may be compared with the table above.

      %s
      How far the scoring is the benchmark's: at its own thresholds the published rows of each contender above give the sum of its
      published scores of these series, to a tenth. The relative entropy above gives the published rows' scores exactly. So does
      the windowed Gaussian once it is rounded to 12 digits, as the published rows are, which makes all that is above seven standard
      deviations equal; without rounding it is better.

      ## Faults in microservices

      Train Ticket on one day (IntelligentDDS/Nezha, 2023-01-29): %s.
      Calls are counted by the minute. For each fault only the minute of its injection and the two after it were published, one after the
      other with gaps of minutes to hours between them: there is no quiet time before or after a fault, and no more than three panes of one.

      What the faults are: a method that returns something else (return), one that throws (exception), and a competitor for a pod's CPU
      (cpu_contention). None stops its callers from calling; one that throws may call others less. By how much calls on the edges of the
      faulty service differ, up or down, from all minutes in which that service is not faulty, load included:

      %s
      The load alone goes from 79 to 1,611 calls a minute, on all edges together.

      A fault is found by an alarm on an edge of its service no later than six minutes after the injection, and an alarm on any other
      edge is false; *by chance* is how many would be found if each fault had been in another service, on average of all. The rule
      beside it takes the distance from the mean of all minutes before, and as many alarms as the detector raised, the highest first; then
      all those beyond three and two standard deviations. The first seven faults are in the 21 minutes from which both learn. Means are
      over 28 services; false alarms are for each 10,000 minutes of edges without a faulty service.

      %s
      With the usual threshold nothing is said, and that is right by its own measure: three panes are all that there is of a fault, and
      few of its edges change twofold in them. With less evidence its alarms are on edges of other services. The plain
      rule finds no more than chance does either, where it says as much as to find something: calls a minute do not show these faults. This
      day tells how quiet the detector is under a load that goes up and down by factors of ten, not how much it finds.
      """;

  private PublicDriftPage() {}

  /** The page. */
  static String text(SeriesTables series, @Nullable Path results, FaultTables faults) {
    return PAGE.formatted(
        series.extent(),
        series.ours(),
        series.byFolder(),
        series.scoreboard(results),
        faults.extent(),
        faults.changes(),
        faults.found());
  }
}
