package io.vputty.collector.sflow.fuzz;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The committed inputs of the fuzz targets that are well-formed, each a file. */
final class Seeds {

  private static final String REGRESSION = "regression-";

  private Seeds() {}

  /** Whole datagrams from captures; what once broke something is not among them. */
  static List<Path> datagrams() throws IOException, URISyntaxException {
    URL folder = Seeds.class.getResource("DatagramFuzzTestInputs/decodesOrRefuses");
    try (Stream<Path> files = Files.list(Path.of(Objects.requireNonNull(folder).toURI()))) {
      return files
          .filter(file -> !String.valueOf(file.getFileName()).startsWith(REGRESSION))
          .sorted()
          .toList();
    }
  }
}
