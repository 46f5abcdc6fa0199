package io.vputty.bench.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsTest {

  private static final Row ROW = new Row("small-20", "Ours", 5.2, 3, 0.25, 7, 0.125);

  @Test
  void readsWhatItWrote(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("planner.tsv");
    Rows.read(file).add(ROW);

    assertThat(Rows.read(file).of("small-20", "Ours", 5.2)).containsExactly(ROW);
  }

  @Test
  void forgetsOneContender(@TempDir Path folder) throws IOException {
    Rows rows = Rows.read(folder.resolve("planner.tsv"));
    rows.add(ROW);
    rows.add(new Row("small-20", "SCore", 100, 1, 0.25, 7, 0.125));

    rows.forget("Ours");

    assertThat(rows.has("small-20", "Ours", 5.2, 3)).isFalse();
    assertThat(rows.has("small-20", "SCore", 100, 1)).isTrue();
  }
}
