package io.vputty.app.placement;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** What `vputty plan` and its like are given: an instance or edges, an inventory, prices. */
class PlannerFilesFuzzTest {

  private static final Path RESOURCES = Path.of("src", "test", "resources", "placement");

  @TempDir static Path folder;

  static Stream<byte[]> files() throws IOException {
    return Stream.of(
        Files.readAllBytes(RESOURCES.resolve("graph.json")),
        Files.readAllBytes(RESOURCES.resolve("small-20.txt")),
        "{\"edges\": [{\"source\": \"a\", \"target\": \"b\", \"weight\": 1}]}"
            .getBytes(StandardCharsets.UTF_8),
        "{\"edges\": [".getBytes(StandardCharsets.UTF_8),
        "{\"edges\": [1, null, {\"source\": \"a\", \"target\": \"a\", \"weight\": 1}]}"
            .getBytes(StandardCharsets.UTF_8),
        "cross-rack: 0.5\nkwh: -1\n".getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("files")
  @FuzzTest(maxDuration = "2m")
  void readsOrSaysWhyNot(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("graph"), bytes);
    Optional<Path> inventory = Optional.of(RESOURCES.resolve("inventory.yaml"));
    refused(() -> FleetFiles.read(file, Optional.empty(), Optional.empty()));
    refused(() -> FleetFiles.read(file, inventory, Optional.empty()));
    refused(() -> FleetFiles.read(file, inventory, Optional.of(file)));
    refused(() -> TextFile.read(file, PageFile::read));
    refused(() -> PricesFile.read(file));
  }

  private interface Reading {
    Object read() throws UnusableFileException;
  }

  private static void refused(Reading reading) {
    try {
      if (reading.read().toString().isEmpty()) {
        throw new AssertionError("nothing was read, and nothing said");
      }
    } catch (UnusableFileException e) {
      if (String.valueOf(e.getMessage()).isBlank()) {
        throw new AssertionError("a refusal without a reason", e);
      }
    }
  }
}
