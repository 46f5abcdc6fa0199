package io.vputty.sink.console.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** History in a file of its own. */
final class HistoryTest extends HistoryContract {
  @TempDir Path directory;
  private int files;

  @Override
  HistorySettings empty() {
    return HistorySettings.file(directory.resolve("history" + files++), Duration.ofDays(30));
  }

  @Test
  void leavesNoFileWhereNoneIsAskedFor() throws Exception {
    try (Database database = Database.open(HistorySettings.none())) {
      assertThat(database.scratch()).isNotNull().isNotEmptyDirectory();
    }
    try (Database database = Database.open(HistorySettings.none())) {
      Path scratch = database.scratch();
      database.close();
      assertThat(scratch).doesNotExist();
    }
  }
}
