package io.vputty.model.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.model.footprint.Prices;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class GainCurveTest {

  private static final PlannerOptions OPTIONS =
      new PlannerOptions(Integer.MAX_VALUE, 24, 2, 20_000, 1, 4);

  @Test
  void neverFallsAsTheBudgetRises() throws IOException {
    GainCurve curve = GainCurve.of(pairsApart(20), OPTIONS);

    assertThat(curve.points())
        .extracting(GainCurve.Point::allowed)
        .containsExactly(1, 2, 4, 8, 20, 40);
    assertThat(curve.points()).extracting(curve::share).isSorted().endsWith(1.0);
    assertThat(curve.points()).allMatch(point -> point.moves() <= point.allowed());
  }

  @Test
  void isFlatWhereNothingPays() throws IOException {
    GainCurve curve = GainCurve.of(pairsApart(20), OPTIONS, 0);

    assertThat(curve.points()).isEqualTo(List.of(new GainCurve.Point(0, 0, curve.before(), 0)));
    assertThat(curve.share(curve.points().get(0))).isZero();
  }

  /** VM i talks to VM i + pairs, which is in the other rack; the hosts have room for twice all. */
  private static PlacementProblem pairsApart(int pairs) throws IOException {
    StringBuilder text = new StringBuilder("topology 2 5 8\n");
    for (int i = 0; i < 2 * pairs; i++) {
      text.append("vm %d %d\n".formatted(i, i % 5 + (i < pairs ? 0 : 5)));
    }
    for (int i = 0; i < pairs; i++) {
      text.append("edge %d %d %d\n".formatted(i, i + pairs, 100 + i));
    }
    FileFleet fleet =
        new FileFleet(PlacementFile.read(new BufferedReader(new StringReader(text.toString()))));
    return PlacementProblem.of(FileFleet.DOMAIN, FileFleet.prices(Prices.defaults()))
        .hosts(fleet.hosts())
        .vms(fleet.vms())
        .edges(fleet.edges())
        .build();
  }
}
