package io.vputty.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReliabilityPageTest {

  private static final Path ROOT = Path.of("..");

  @Test
  void thePageIsThatOfTheRows() throws Exception {
    List<FaultRow> rows = new FaultRows(ROOT.resolve("bench/results/faults.tsv")).read();

    assertThat(Files.readString(ROOT.resolve("docs/reliability.md")))
        .as("FaultBenchmark --seeds 0 writes it anew")
        .isEqualTo(ReliabilityPage.of(rows));
  }

  @Test
  void aRowIsReadAsItWasWritten() {
    FaultRow row =
        new FaultRow(
            3, Input.POISON, List.of(Fault.BROKER_KILL, Fault.FLINK_KILL), List.of(), 2, 1.5, 20);

    assertThat(FaultRow.parse(row.line())).isEqualTo(row);
    assertThat(row.good()).isFalse();
  }

  @Test
  void aStretchOfSeedsMeetsEveryFaultOnEveryInput() {
    int all = Fault.values().length * Input.values().length;

    assertThat(LongStream.rangeClosed(1, all).mapToObj(Schedule::of))
        .extracting(schedule -> schedule.first() + " on " + schedule.input())
        .doesNotHaveDuplicates();
  }
}
