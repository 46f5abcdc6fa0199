package io.vputty.collector.sflow.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The document is what the table says. */
class SflowDocumentTest {

  private static final Path DOCUMENT = Path.of("../../docs/sflow.md");
  private static final String WRITE = "vputty.docs";

  @Test
  void saysWhatTheTableSays() throws Exception {
    String expected = SflowDocument.text();
    if ("write".equals(System.getProperty(WRITE))) {
      Files.writeString(DOCUMENT, expected);
    }
    assertThat(Files.readString(DOCUMENT))
        .as(
            "docs/sflow.md; made by"
                + " `./mvnw -pl collectors/sflow -am test -Dtest=SflowDocumentTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dvputty.docs=write`")
        .isEqualTo(expected);
  }
}
