package io.vputty.app.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.app.broker.KafkaExtension;
import io.vputty.app.simulator.DataCentre;
import io.vputty.app.simulator.DataCentreSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same input topics give the same output, whatever the parallelism and the order of arrival.
 */
class DeterminismIT {

  private static final int SECONDS = 80;
  private static final int CHANGE_AT = 50;
  private static final Instant END = Recording.START.plusSeconds(SECONDS);

  @RegisterExtension static final KafkaExtension ONE = new KafkaExtension();
  @RegisterExtension static final KafkaExtension OTHER = new KafkaExtension();

  @TempDir static Path directory;

  @Test
  void sameInputsGiveTheSameBytesAtAnyParallelism() throws Exception {
    DataCentre centre = new DataCentre(DataCentreSettings.forVms(64, 7));
    Recording.record(ONE.bootstrapServers(), centre, SECONDS, CHANGE_AT, directory);
    InputLog.read(ONE.bootstrapServers()).writeTo(OTHER.bootstrapServers());

    Run one = Run.of(ONE.bootstrapServers(), directory.resolve("one"), 1, END);
    Run other = Run.of(OTHER.bootstrapServers(), directory.resolve("other"), 2, END);

    assertThat(one.edges()).hasSizeGreaterThan(100);
    assertThat(one.drift()).isNotEmpty();
    assertThat(one.plans().get(Recording.DOMAIN)).hasSizeGreaterThan(3);
    assertThat(other).isEqualTo(one);
    theVolumeHasWhatWasRecorded(one.edges(), centre.fleet().vms().get(0).id());
  }

  /** The panes' bytes add up to what the looks counted, but for the half second after the end. */
  private static void theVolumeHasWhatWasRecorded(Map<String, List<String>> edges, String vm) {
    List<String> windows =
        Objects.requireNonNull(edges.get("STORAGE/" + vm + "/" + Recording.VOLUME));
    double counted = windows.stream().mapToDouble(DeterminismIT::paneBytes).sum();
    double each = Recording.READ_BYTES + Recording.WRITTEN_BYTES;
    double looks = (double) SECONDS / Recording.LOOK_SECONDS;
    assertThat(counted).isBetween(each * (looks - 0.09), each * looks);
    assertThat(windows).hasSizeGreaterThanOrEqualTo(SECONDS);
  }

  private static double paneBytes(String window) {
    Matcher bytes = Pattern.compile("\"pane\": \\{\"bytes\": ([0-9.E]+)").matcher(window);
    assertThat(bytes.find()).as(window).isTrue();
    return Double.parseDouble(bytes.group(1));
  }
}
