package io.vputty.bench.drift.nab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vputty.bench.drift.nab.LabelledSeries.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A series of 20 rows, the first 3 on probation, with a window of rows 10 to 14. */
class NabScoreTest {

  private static final Profile STANDARD = new Profile("standard", 1, 0.11, 1);
  private static final Profile LOW_FN = new Profile("reward_low_FN_rate", 1, 0.11, 2);
  private static final LabelledSeries SERIES =
      new LabelledSeries("made/up", new long[20], new double[20], List.of(new Window(10, 14)));

  @Test
  void firstRowOfEveryWindowAloneIsPerfect() {
    assertThat(at(STANDARD, 10).score()).isCloseTo(100, within(1e-9));
    assertThat(at(LOW_FN, 10).score()).isCloseTo(100, within(1e-9));
  }

  @Test
  void sayingNothingIsZero() {
    assertThat(at(STANDARD).score()).isZero();
    assertThat(at(LOW_FN).score()).isZero();
  }

  @Test
  void middleOfTheWindowIsWorthLess() {
    // place -3/5: (2 / (1 + e^-3) - 1) / (2 / (1 + e^-5) - 1) = 0.905148 / 0.986614
    assertThat(at(STANDARD, 12).score()).isCloseTo(100 * (0.917429 + 1) / 2, within(1e-4));
    assertThat(at(LOW_FN, 12).score()).isCloseTo(100 * (0.917429 + 2) / 3, within(1e-4));
  }

  @Test
  void windowCountsOnceByItsEarliestRow() {
    assertThat(at(STANDARD, 12, 13, 14).score()).isEqualTo(at(STANDARD, 12).score());
    assertThat(at(STANDARD, 12, 13, 14).found()).isEqualTo(1);
  }

  @Test
  void falseRowBeforeAnyWindowCostsAllItsWeight() {
    assertThat(at(STANDARD, 5, 10).score()).isCloseTo(100 - 100 * 0.11 / 2, within(1e-9));
  }

  @Test
  void falseRowJustBehindAWindowCostsLess() {
    // two rows behind a window of five: place 2/4, 2 / (1 + e^2.5) - 1 = -0.848284
    double cost = 100 * 0.11 * 0.848284 / 2;
    assertThat(at(STANDARD, 10, 16).score()).isCloseTo(100 - cost, within(1e-4));
    assertThat(at(STANDARD, 10, 16).falseRows()).isEqualTo(1);
  }

  @Test
  void rowsOnProbationDoNotCount() {
    assertThat(at(STANDARD, 0, 1, 2, 10).score()).isCloseTo(100, within(1e-9));
    assertThat(at(STANDARD, 3, 10).falseRows()).isEqualTo(1);
  }

  @Test
  void probationEndsAt750Rows() {
    LabelledSeries lengthy =
        new LabelledSeries("made/up", new long[9_000], new double[9_000], List.of());

    assertThat(lengthy.probation()).isEqualTo(750);
    assertThat(SERIES.probation()).isEqualTo(3);
  }

  @Test
  void choosesTheThresholdThatIsBestForTheWholeSet() {
    double[] first = anomalies(0.6, 10);
    first[5] = 0.5;
    double[] second = anomalies(0.4, 10);
    second[6] = 0.7;
    NabScore score = new NabScore(STANDARD);
    score.add(SERIES, first);
    score.add(SERIES, second);

    NabScore.Outcome best = score.best();

    assertThat(best.threshold()).isEqualTo(0.4);
    assertThat(best).extracting("found", "windows", "falseRows").containsExactly(2, 2, 2);
    assertThat(best.score()).isCloseTo(100 * (4 - 0.22) / 4, within(1e-9));
  }

  @Test
  void saysNothingWhereThatIsBest() {
    NabScore score = new NabScore(new Profile("strict", 1, 1, 1));
    score.add(SERIES, anomalies(0.5, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 18, 19));

    assertThat(score.best().threshold()).isGreaterThan(1);
    assertThat(score.best().score()).isZero();
  }

  private static NabScore.Outcome at(Profile profile, int... rows) {
    NabScore score = new NabScore(profile);
    score.add(SERIES, anomalies(1, rows));
    return score.at(1);
  }

  private static double[] anomalies(double anomaly, int... rows) {
    double[] anomalies = new double[SERIES.rows()];
    for (int row : rows) {
      anomalies[row] = anomaly;
    }
    return anomalies;
  }
}
