package io.vputty.bench.drift.nab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PublicDriftBenchmarkTest {

  @TempDir Path folder;

  @Test
  void endsWithTwoWhereTheSeriesAreNot() {
    Path page = folder.resolve("page.md");

    int code =
        new CommandLine(new PublicDriftBenchmark())
            .execute("--data", folder.toString(), "--page", page.toString());

    assertThat(code).isEqualTo(2);
    assertThat(page).doesNotExist();
  }
}
