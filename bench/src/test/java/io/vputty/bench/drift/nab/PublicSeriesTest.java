package io.vputty.bench.drift.nab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vputty.bench.drift.nab.LabelledSeries.Window;
import io.vputty.bench.drift.nab.faults.FaultTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On the public series themselves, where they are. */
class PublicSeriesTest {

  private static final Path FOLDER =
      Path.of(System.getProperty("vputty.shared.data", "absent"), "drift");

  private static LabelledSet set = new LabelledSet(List.of(), List.of());

  @BeforeAll
  static void read() throws IOException {
    assumeTrue(Files.isDirectory(FOLDER), "the shared labelled series are not here");
    set = LabelledSet.read(FOLDER.resolve("nab"));
  }

  @Test
  void perfectIsHundredAndNothingIsZeroUnderEveryProfile() {
    assertThat(set.profiles()).hasSize(3);
    for (Profile profile : set.profiles()) {
      assertThat(score(profile, true)).isCloseTo(100, within(1e-9));
      assertThat(score(profile, false)).isZero();
    }
  }

  /** What the published rows of numenta/NAB score on these series. */
  @Test
  void relativeEntropyScoresAsPublished() {
    Contender contender = new Contender("e", series -> new RelativeEntropy(series.values()));
    List<double[]> anomalies = set.series().stream().map(contender::anomalies).toList();

    double[] scores = set.profiles().stream().mapToDouble(each -> score(each, anomalies)).toArray();

    assertThat(scores[0]).isCloseTo(50.06, within(0.01));
    assertThat(scores[1]).isCloseTo(42.87, within(0.01));
    assertThat(scores[2]).isCloseTo(53.74, within(0.01));
  }

  @Test
  void alarmsAreBetterThanSayingNothing() {
    Contender contender = new Contender("a", series -> new EdgeContender(series, 10.8));

    assertThat(contender.best(set, set.profiles().get(0)).score()).isPositive();
  }

  @Test
  void readsTheDayOfFaults() throws IOException {
    assertThat(FaultTables.of(FOLDER.resolve("microservices")).extent())
        .isEqualTo("84 minutes of 55 edges between 28 services, with 28 faults");
  }

  private static double score(Profile profile, boolean perfect) {
    return score(profile, set.series().stream().map(each -> anomalies(each, perfect)).toList());
  }

  private static double score(Profile profile, List<double[]> anomalies) {
    NabScore score = new NabScore(profile);
    for (int i = 0; i < anomalies.size(); i++) {
      score.add(set.series().get(i), anomalies.get(i));
    }
    return score.best().score();
  }

  private static double[] anomalies(LabelledSeries series, boolean perfect) {
    double[] anomalies = new double[series.rows()];
    Arrays.fill(anomalies, 0.5);
    if (perfect) {
      series.windows().stream().mapToInt(Window::first).forEach(row -> anomalies[row] = 1);
    }
    return anomalies;
  }
}
