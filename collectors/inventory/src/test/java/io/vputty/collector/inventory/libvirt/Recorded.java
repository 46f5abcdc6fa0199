package io.vputty.collector.inventory.libvirt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** XML that libvirt wrote. */
final class Recorded {

  private Recorded() {}

  static String text(String file) {
    try {
      return Files.readString(Path.of("src", "test", "resources", "libvirt", file));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
