package io.vputty.bench.drift;

import java.util.stream.Collectors;

/** The text of docs/drift.md. */
final class Page {

  private final Results results;

  Page(Results results) {
    this.results = results;
  }

  String text() {
    return String.join(
        "\n",
        head(),
        comparisons(),
        onsets(),
        smallShifts(),
        conditions(),
        seasons(),
        alarms(),
        size());
  }

  private String head() {
    return """
        # How soon drift is found, and how often there is none

        Counts of samples per window, with changes planted at a known time, given to the detector of the drift job and to others. Made by

        ```sh
        ./mvnw -q -pl bench -am -DskipTests package
        java -cp 'bench/target/bench.jar:bench/target/lib/*' io.vputty.bench.drift.DriftBenchmark
        ```

        which always writes the same; `--quick` simulates a tenth and prints.

        %s
        **Contenders.** *Ours* is the detector as it runs, its threshold from the asked rate alone, the same on all traffic; *ours, set here*
        has its threshold searched for the traffic at hand, as all others have. *Page-Hinkley* and *ADWIN* (exponential histogram, clock 1)
        take counts in running standard deviations, since raw counts have no common scale; both are silent for 50 windows. *MIDAS-R* (decay
        0.5) has exact counts in the place of its sketches, which is the best these can do. All of them learn their baseline. The *oracle*
        is Page's cumulative sum that is told mean, burstiness and the change to come, and only not when: what nobody can beat.

        **Traffic.** Poisson, or bursty: negative-binomial of size 4, variance mean + mean^2 / 4. A false alarm rate is over edges that are
        watched from their first window for %s windows; all thresholds aim at 10 in 10^6 edge-windows, which is one in 10^5 (ARL). They were
        set on other random traffic than they were measured on, so that rates differ a little from 10. A change comes after %d windows and
        is missed if %d more do not find it. Cells: median / 90th percentile of the delay in windows, and the share missed in brackets. The
        last row is Lorden's bound to first order, ln(ARL) / KL(after, before): of the mean delay in the worst case, so that a median may
        be a little below it, and not below one window.
        """
        .formatted(new Verdicts(results).table(), FalseAlarms.LIFE, Change.LEARNED, Change.HORIZON);
  }

  private String comparisons() {
    String tables =
        results.comparisons().stream()
            .map(c -> "### %s%n%n%s".formatted(Tables.name(c.traffic()), Tables.delays(c)))
            .collect(Collectors.joining("\n"));
    return """
        ## Planted changes

        ![Median delays, bursty, mean 10](drift/delays.svg)

        One burst is never drift, so that ours needs evidence from three windows at least: that is its floor where the oracle needs one.
        It is told of no change below 1.2 times the rate.

        %s"""
        .formatted(tables);
  }

  private String onsets() {
    return """
        ## Onset

        The estimated last window before the change minus the true one, of changes that were found: median, and from the 10th to the 90th
        percentile; none where more than half were missed.

        %s"""
        .formatted(Tables.onsets(results.comparisons()));
  }

  private String smallShifts() {
    return """
        ## Small shifts

        Of the four tests of an edge the one for 1.3 times the rate is there for what is too small for the one for twice the rate. Ours with
        and without it, at the same threshold.

        %s"""
        .formatted(Tables.smallShifts(results.smallShifts()));
  }

  private String conditions() {
    return """
        ## Young edges

        Bursty, mean 10, changing after %d windows: 10 after the warm-up.

        %s
        ## A tenth of the windows missing

        Bursty, mean 10. Missing windows count in delays.

        %s
        ## Edges that appear

        Bursty, from nothing after %d windows; windows from the first on in which it was there. Edges that vanish are the columns x0 above.

        %s"""
        .formatted(
            Results.YOUNG,
            Tables.delays(results.young()),
            Tables.delays(results.gappy()),
            Change.LEARNED,
            Tables.appearing(results.appearing()));
  }

  private String seasons() {
    return """
        ## Day and week

        Senders with 20 bursty edges each, mean 10, whose rates go from 0.3 to 1.7 of that by day and to half at weekends, in windows of five
        minutes. Three weeks to learn, a fourth to count false alarms, in the fifth each edge doubles at a time of its own. Ours, with and
        without the season of the sender, which scales what is expected. Without one, some alarms are the season's and only happen to
        fall after the change.

        %s
        In its first three weeks a season is not yet known: hours of the day count after three days, those of the week after two weeks,
        and an edge that took a weekend for a change takes the Monday after for another.
        """
        .formatted(Tables.seasons(results.plain(), results.seasonal()));
  }

  private String alarms() {
    return """
        ## False alarms by design

        ![False alarms by threshold](drift/alarms.svg)

        A threshold is set from how many false alarms a domain puts up with in a day, its live edges and the length of a pane (`AlarmRate`).
        Here is what came of it: false alarms in 10^6 edge-windows asked, and measured as the average over means of 0.1, 0.3, 1, 3, 10,
        30 and 100, and at the worst of them. Set by bursty edges of size 4 at their worst mean; what is burstier has more.

        %s"""
        .formatted(Tables.alarms(results.alarms()));
  }

  private static String size() {
    return """
        ## State

        `EdgeDriftState` takes %d bytes serialized by Flink and %d on the heap with its arrays (compressed pointers). A season takes 3.5 KB
        for each sender. Updates per second are in [bench](../bench/README.md).
        """
        .formatted(StateSize.serialized(), StateSize.onHeap());
  }
}
