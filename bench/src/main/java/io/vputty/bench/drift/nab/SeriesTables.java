package io.vputty.bench.drift.nab;

import io.vputty.bench.drift.nab.NabScore.Outcome;
import io.vputty.bench.drift.nab.faults.EdgeWatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Scores of all contenders on a labelled set, as tables. */
final class SeriesTables {

  private static final int SEEDS = 20;
  private static final double[] THRESHOLDS = {
    EdgeWatch.usualThreshold(), 2 * EdgeWatch.usualThreshold(), 4 * EdgeWatch.usualThreshold()
  };

  /**
   * A published contender.
   *
   * @param title as the scoreboard has it
   * @param folder of its rows, empty if there are none
   * @param whole its published scores on the whole set: standard, low FP, low FN
   */
  private record Published(String title, String folder, double... whole) {}

  private static final List<Published> SCOREBOARD =
      List.of(
          new Published("ARTime", "ARTime", 74.9, 65.1, 80.4),
          new Published("Numenta HTM", "numenta", 70.1, 63.1, 74.3),
          new Published("CAD OSE", "contextOSE", 69.9, 67.0, 73.2),
          new Published("earthgecko Skyline", "earthgeckoSkyline", 58.2, 46.2, 63.9),
          new Published("KNN CAD", "knncad", 58.0, 43.4, 64.8),
          new Published("relative entropy", "relativeEntropy", 54.6, 47.6, 58.8),
          new Published("random cut forest", "randomCutForest", 51.7, 38.4, 59.7),
          new Published("Twitter ADVec", "twitterADVec", 47.1, 33.6, 53.5),
          new Published("windowed Gaussian", "windowedGaussian", 39.6, 20.9, 47.4),
          new Published("Etsy Skyline", "skyline", 35.7, 27.1, 44.5),
          new Published("Bayesian changepoint", "bayesChangePt", 17.7, 3.2, 32.2),
          new Published("EXPoSE", "expose", 16.4, 3.2, 26.9),
          new Published("random", "", 11.0, 1.2, 19.5));

  private final LabelledSet set;

  SeriesTables(LabelledSet set) {
    this.set = set;
  }

  /** What is scored, in a few words. */
  String extent() {
    return "%d of its 58 series, with %d of its windows"
        .formatted(set.series().size(), set.windows());
  }

  /** The contenders that run here, but for the random one. */
  static List<Contender> contenders() {
    List<Contender> contenders = new ArrayList<>();
    for (double nats : THRESHOLDS) {
      contenders.add(
          new Contender("ours, %.1f nats".formatted(nats), s -> new EdgeContender(s, nats)));
    }
    contenders.add(new Contender("windowed Gaussian", s -> new WindowedGaussian()));
    contenders.add(new Contender("relative entropy", s -> new RelativeEntropy(s.values())));
    return contenders;
  }

  /** Says something else of each row, whatever is in it. */
  static Contender random(int seed) {
    return new Contender(
        "random",
        series -> {
          SplittableRandom random = new SplittableRandom(31L * seed + series.name().hashCode());
          return (timeMs, value) -> random.nextDouble();
        });
  }

  /** Scores, with windows found and false rows under the standard profile. */
  String ours() {
    StringBuilder table =
        new StringBuilder(
            """
            | contender | standard | low FP | low FN | windows found | false rows | recorded alone: standard |
            |---|---|---|---|---|---|---|
            """);
    for (Contender contender : contenders()) {
      List<Outcome> outcomes = outcomes(contender);
      Outcome standard = outcomes.get(0);
      table.append("| %s |%s".formatted(contender.name(), cells(scores(outcomes))));
      table.append(" %d of %d |".formatted(standard.found(), standard.windows()));
      table.append(" %d |".formatted(standard.falseRows()));
      table.append(cells(contender.best(recorded(), set.profiles().get(0)).score())).append('\n');
    }
    return table.append("| random |%s - | - | - |\n".formatted(cells(random()))).toString();
  }

  /**
   * The scoreboard beside what the same rows come to on this set.
   *
   * @param results folder of published rows, null if there is none
   */
  String scoreboard(@Nullable Path results) {
    StringBuilder table =
        new StringBuilder(
            """
            | published | all 58: standard | low FP | low FN | here: standard | low FP | low FN |
            |---|---|---|---|---|---|---|
            """);
    for (Published row : SCOREBOARD) {
      table.append("| %s |%s".formatted(row.title(), cells(row.whole())));
      table.append(
          results == null || row.folder().isEmpty()
              ? " - | - | - |"
              : cells(scores(outcomes(PublishedRows.contender(results, row.folder())))));
      table.append('\n');
    }
    return table.toString();
  }

  /** Score under the standard profile by folder, for the contenders that run here. */
  String byFolder() {
    List<String> folders = set.series().stream().map(SeriesTables::folder).distinct().toList();
    StringBuilder table = new StringBuilder("| contender |");
    folders.forEach(folder -> table.append(" %s |".formatted(folder)));
    table.append("\n|---|").append("---|".repeat(folders.size())).append('\n');
    for (Contender contender : contenders()) {
      table.append("| %s |".formatted(contender.name()));
      double threshold = contender.best(set, set.profiles().get(0)).threshold();
      folders.forEach(folder -> table.append(cell(contender, folder, threshold)));
      table.append('\n');
    }
    return table.toString();
  }

  private String cell(Contender contender, String folder, double threshold) {
    NabScore score = new NabScore(set.profiles().get(0));
    set.series().stream()
        .filter(series -> folder(series).equals(folder))
        .forEach(series -> score.add(series, contender.anomalies(series)));
    Outcome at = score.at(threshold);
    return " %d of %d, %d false |".formatted(at.found(), at.windows(), at.falseRows());
  }

  /** The series that somebody measured, without those that were made. */
  private LabelledSet recorded() {
    return new LabelledSet(
        set.series().stream().filter(series -> folder(series).startsWith("real")).toList(),
        set.profiles());
  }

  private static String folder(LabelledSeries series) {
    return series.name().substring(0, series.name().indexOf('/'));
  }

  private List<Outcome> outcomes(Contender contender) {
    List<double[]> anomalies = set.series().stream().map(contender::anomalies).toList();
    return set.profiles().stream().map(profile -> outcome(profile, anomalies)).toList();
  }

  private Outcome outcome(Profile profile, List<double[]> anomalies) {
    NabScore score = new NabScore(profile);
    for (int i = 0; i < anomalies.size(); i++) {
      score.add(set.series().get(i), anomalies.get(i));
    }
    return score.best();
  }

  private double[] random() {
    double[] mean = new double[set.profiles().size()];
    for (int seed = 0; seed < SEEDS; seed++) {
      double[] scores = scores(outcomes(random(seed)));
      for (int i = 0; i < mean.length; i++) {
        mean[i] += scores[i] / SEEDS;
      }
    }
    return mean;
  }

  private static double[] scores(List<Outcome> outcomes) {
    return outcomes.stream().mapToDouble(Outcome::score).toArray();
  }

  private static String cells(double... scores) {
    List<String> cells = new ArrayList<>();
    for (double score : scores) {
      cells.add(String.format(Locale.ROOT, " %.1f |", score));
    }
    return String.join("", cells);
  }
}
