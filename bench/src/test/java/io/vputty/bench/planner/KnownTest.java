package io.vputty.bench.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vputty.bench.planner.instance.Instance;
import io.vputty.bench.planner.instance.SharedInstances;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownTest {

  private static final Path FOLDER =
      Path.of(System.getProperty("vputty.shared.data", "absent"), "planner");

  @Test
  void startsOfFilesCostWhatIsKnown() throws IOException {
    assumeTrue(Files.isDirectory(FOLDER), "the shared placement instances are not here");
    List<String> names =
        SharedInstances.names().stream().filter(SharedInstances::hasStart).toList();

    for (String name : names) {
      Instance read = new SharedInstances(FOLDER).read(name);
      assertThat(read.cost(read.home())).as(name).isEqualTo(Known.start(name).orElseThrow());
    }
  }

  @Test
  void everyFileWithStartIsKnown() {
    List<String> names =
        SharedInstances.names().stream().filter(SharedInstances::hasStart).toList();

    assertThat(names)
        .hasSize(14)
        .allSatisfy(name -> assertThat(Known.ratios(name)).hasSameSizeAs(Known.HEADS))
        .allSatisfy(name -> assertThat(Known.savings(name)).hasSize(PlannerTables.BUDGETS.length));
  }
}
