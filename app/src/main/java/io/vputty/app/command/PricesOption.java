package io.vputty.app.command;

import io.vputty.app.placement.PricesFile;
import io.vputty.app.placement.UnusableFileException;
import io.vputty.model.footprint.Prices;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What things cost. */
final class PricesOption {

  @Option(
      names = "--prices",
      paramLabel = "FILE",
      description = "Prices, as docs/prices.yml has them; what it leaves out has its default.")
  private @Nullable Path file;

  /** The prices of the file, else the default ones. */
  Prices prices() {
    try {
      return file == null ? Prices.defaults() : PricesFile.read(file);
    } catch (UnusableFileException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }
}
