package io.vputty.app.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vputty.model.footprint.Prices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PricesFileTest {

  private static final Path DOCUMENTED = Path.of("..", "docs", "prices.yml");

  /** A price below a comment that has its unit and where it comes from. */
  private static final Pattern ENTRY =
      Pattern.compile("(?m)^#.* Unit: .*\\n# From: .*\\n(?:#.*\\n)*(price[a-z.]+): ([0-9.]+)$");

  @TempDir private Path directory = Path.of("");

  @Test
  void theDocumentedPricesAreTheDefaults() throws Exception {
    String text = Files.readString(DOCUMENTED);

    List<String> documented =
        ENTRY.matcher(text).results().map(entry -> entry.group(1) + "=" + entry.group(2)).toList();
    assertThat(documented)
        .containsExactlyInAnyOrderElementsOf(
            Prices.defaults().byName().entrySet().stream().map(Object::toString).toList());
    assertThat(PricesFile.read(DOCUMENTED)).isEqualTo(Prices.defaults());
  }

  @Test
  void whatAFileLeavesOutKeepsItsDefault() throws Exception {
    assertThat(PricesFile.read(file("price.memory: 0.5")))
        .isEqualTo(Prices.defaults().with("price.memory", 0.5));
  }

  @Test
  void refusesUnknownNamesAndListsTheKnown() {
    assertThatThrownBy(() -> PricesFile.read(file("price.memory: 1\nprice.love: 1")))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageContaining("prices.yml:2:1: key 'price.love' is not known")
        .hasMessageContaining("known prices are price.contention, price.energy, price.memory, ");
  }

  @Test
  void refusesWhatIsNoPrice() {
    assertThatThrownBy(() -> PricesFile.read(file("price.memory: -1")))
        .hasMessageContaining("prices.yml:1:15")
        .hasMessageContaining("a number of at least 0");
    assertThatThrownBy(() -> PricesFile.read(file("price.memory: [1, 2]")))
        .hasMessageContaining("one value is expected");
    assertThatThrownBy(() -> PricesFile.read(file("cheap")))
        .hasMessageContaining("keys and values are expected");
    assertThatThrownBy(() -> PricesFile.read(directory.resolve("none")))
        .hasMessageContaining("there is no such file");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("prices.yml"), text);
  }
}
