package io.vputty.collector.inventory.libvirt;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vputty.collector.inventory.source.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class DomainXmlFuzzTest {

  private static final String HEAD = "<domain><uuid>u</uuid>";

  static Stream<byte[]> domains() throws IOException {
    List<byte[]> domains = new ArrayList<>();
    for (String file : List.of("qemu-domain.xml", "test-driver-domain.xml")) {
      try (InputStream in = DomainXmlFuzzTest.class.getResourceAsStream("/libvirt/" + file)) {
        domains.add(Objects.requireNonNull(in).readAllBytes());
      }
    }
    for (String memory : List.of("<memory unit='GiB'>4</memory>", "<memory unit=''>1</memory>")) {
      domains.add((HEAD + memory + "</domain>").getBytes(StandardCharsets.UTF_8));
    }
    return domains.stream();
  }

  @MethodSource("domains")
  @FuzzTest(maxDuration = "2m")
  void readsOrRefuses(byte[] bytes) {
    try {
      DomainXml domain = DomainXml.parse(new String(bytes, StandardCharsets.UTF_8), "host");
      if (domain.vm().getId().isEmpty()) {
        throw new AssertionError("a VM without an id");
      }
    } catch (SourceException e) {
      if (String.valueOf(e.getMessage()).isEmpty()) {
        throw new AssertionError("a refusal without a reason", e);
      }
    }
  }
}
