package io.vputty.sink.actuator.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vputty.sink.actuator.setting.DriverSetting;
import io.vputty.sink.actuator.setting.SettingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DriversTest {

  @Test
  void movesNothingByDefault() throws Exception {
    String first = Drivers.names().get(0);
    assertThat(Drivers.open(first, Map.of(), Clock.systemUTC()).name()).isEqualTo("dry-run");
  }

  @Test
  void saysWhatCanBeSet() throws Exception {
    for (String driver : Drivers.names()) {
      assertThat(Drivers.settings(driver))
          .as(driver)
          .allSatisfy(each -> assertThat(each.meaning()).isNotBlank())
          .extracting(DriverSetting::name)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void suggestsWhatWasMeant() {
    assertRefused("webhok", Map.of(), "there is no driver 'webhok'; did you mean 'webhook'?");
    assertRefused(
        "webhook",
        Map.of("urls", "http://a"),
        "driver webhook has no setting 'urls'; did you mean 'url'?");
    assertRefused("webhook", Map.of("x", ""), "driver webhook has no setting 'x'");
  }

  @Test
  void saysWhatIsMissing() {
    assertRefused(
        "webhook",
        Map.of("secret-file", "/s"),
        "driver webhook needs url: where requests are posted, http:// or https://");
  }

  @Test
  void saysWhatIsWrong(@TempDir Path directory) throws Exception {
    Path empty = Files.createFile(directory.resolve("empty"));
    Path secret = Files.writeString(directory.resolve("secret"), "s");
    assertRefused(
        "webhook",
        Map.of("url", "ftp://a", "secret-file", secret.toString()),
        "url (ftp://a) must begin with http:// or https://");
    assertRefused(
        "webhook",
        Map.of("url", "http://a", "secret-file", "/nowhere/secret"),
        "secret-file: /nowhere/secret cannot be read");
    assertRefused(
        "webhook",
        Map.of("url", "http://a", "secret-file", empty.toString()),
        "secret-file: " + empty + " is empty");
    assertRefused(
        "webhook",
        Map.of("url", "http://a", "secret-file", secret.toString(), "timeout", "0"),
        "timeout (0) must be at least 1");
  }

  private static void assertRefused(String driver, Map<String, String> settings, String message) {
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> Drivers.open(driver, settings, Clock.systemUTC()))
        .withMessage(message);
  }
}
