package io.vputty.schema.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaFileTest {

  @TempDir Path folder;

  @Test
  void secretsAreReadByTheClientFromTheirFiles() throws IOException {
    Files.writeString(folder.resolve("password"), "hunter2");
    Path file =
        write(
            "sasl.jaas.config=Login required username=\"u\" password=\"${dir:%s:password}\";"
                .formatted(folder));

    Map<String, String> settings = KafkaFile.read(file);

    assertThat(settings.toString()).doesNotContain("hunter2");
    AdminClientConfig client = new AdminClientConfig(settings);
    assertThat(client.getPassword(SaslConfigs.SASL_JAAS_CONFIG).value())
        .isEqualTo("Login required username=\"u\" password=\"hunter2\";");
  }

  @Test
  void plainSettingsStayAsTheyAre() throws IOException {
    assertThat(KafkaFile.read(write("security.protocol = SSL ")))
        .isEqualTo(Map.of("security.protocol", "SSL"));
  }

  @Test
  void tellsWhichFileItCannotRead() {
    assertThatThrownBy(() -> KafkaFile.read(folder.resolve("none")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none");
  }

  @Test
  void tellsPlainSecretsFromThoseInFiles() {
    String jaas = "Login required username=\"u\" password=%s;";
    assertThat(Secrets.plain("sasl.jaas.config", jaas.formatted("\"hunter2\""))).isTrue();
    assertThat(Secrets.plain("sasl.jaas.config", jaas.formatted("hunter2"))).isTrue();
    assertThat(Secrets.plain("sasl.jaas.config", jaas.formatted("\"${dir:/run:p}\""))).isFalse();
    assertThat(Secrets.plain("ssl.key.password", "hunter2")).isTrue();
    assertThat(Secrets.plain("ssl.key.password", "${file:/run/p:key}")).isFalse();
    assertThat(Secrets.plain("ssl.keystore.location", "/etc/vputty/key.p12")).isFalse();
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("kafka.properties"), text);
  }
}
