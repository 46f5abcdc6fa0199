package io.vputty.app.placement;

import io.vputty.collector.yaml.Problem;
import io.vputty.collector.yaml.Problems;
import io.vputty.collector.yaml.YamlMapping;
import io.vputty.collector.yaml.YamlScalar;
import io.vputty.model.footprint.Prices;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Prices from a YAML file of lines {@code price.network.rack: 0.001}; what it leaves out stays. */
public final class PricesFile {

  private PricesFile() {}

  /**
   * The default prices with those of the file.
   *
   * @throws UnusableFileException naming every wrong line, and the known names
   */
  public static Prices read(Path file) throws UnusableFileException {
    String text = TextFile.read(file, lines -> lines.lines().collect(Collectors.joining("\n")));
    Problems problems = new Problems(file.toString());
    Prices prices =
        YamlMapping.parse(text, problems).map(PricesFile::prices).orElse(Prices.defaults());
    if (!problems.isEmpty()) {
      throw new UnusableFileException(
          problems.list().stream().map(Problem::toString).collect(Collectors.joining("\n"))
              + "\nknown prices are "
              + String.join(", ", Prices.defaults().byName().keySet()));
    }
    return prices;
  }

  private static Prices prices(YamlMapping root) {
    Prices prices = Prices.defaults();
    for (Map.Entry<String, Double> known : Prices.defaults().byName().entrySet()) {
      Optional<Double> price =
          root.scalar(known.getKey())
              .flatMap((YamlScalar value) -> value.as(PricesFile::price, "a number of at least 0"));
      prices = prices.with(known.getKey(), price.orElse(known.getValue()));
    }
    root.finish();
    return prices;
  }

  private static Optional<Double> price(String text) {
    try {
      double value = Double.parseDouble(text);
      return Optional.of(value).filter(price -> price >= 0 && price < Double.POSITIVE_INFINITY);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
