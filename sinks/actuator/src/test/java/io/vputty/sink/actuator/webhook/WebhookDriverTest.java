package io.vputty.sink.actuator.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vputty.sink.actuator.DriverException;
import io.vputty.sink.actuator.MoveDriver;
import io.vputty.sink.actuator.Progress;
import io.vputty.sink.actuator.conformance.FakePlatform;
import io.vputty.sink.actuator.conformance.Fleet;
import io.vputty.sink.actuator.conformance.MigrationConformance;
import io.vputty.sink.actuator.setting.SettingException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WebhookDriverTest extends MigrationConformance {

  @TempDir private Path directory;

  @SuppressWarnings("NullAway.Init") // before each test, in platform()
  private FakeReceiver receiver;

  @Override
  protected FakePlatform platform(Fleet fleet) throws Exception {
    receiver = new FakeReceiver(fleet, directory);
    return receiver;
  }

  @Test
  void saysWhatIsToBeMoved() throws Exception {
    newDriver().start(move);
    assertThat(receiver.idempotencyKeys()).containsExactly(Optional.of(move.getId()));
    assertThat(receiver.asked())
        .singleElement()
        .hasToString(
            """
            {"verb":"START","move":{"id":"3f2a9c0d1e5b7a64",\
            "vm":"5d307ca9-b3ef-428c-8861-06e72d69f223","vmName":"web","source":"hv1",\
            "target":"hv2","memoryBytes":1073741824}}""");
  }

  @Test
  void isRefusedWithAnotherSecret() throws Exception {
    Path wrong = directory.resolve("wrong");
    Files.writeString(wrong, "guessed");
    receiver.set("secret-file", wrong.toString());
    MoveDriver driver = newDriver();
    assertThatExceptionOfType(DriverException.class)
        .isThrownBy(() -> driver.start(move))
        .withMessageContaining("status 401");
  }

  @Test
  void takesSignedCallbacks() throws Exception {
    WebhookDriver driver = listening();
    driver.start(move);
    int asked = receiver.asked().size();
    assertThat(receiver.asked().get(0).path("callback").asText())
        .isEqualTo(driver.callback() + "/moves/" + move.getId());
    assertThat(call(driver, FakeReceiver.SECRET, Instant.now(), arrived(move.getId())))
        .isEqualTo(204);
    assertThat(driver.progress(move)).isEqualTo(new Progress.Arrived(4096, 17));
    assertThat(receiver.asked()).as("asked no more").hasSize(asked);
  }

  @Test
  void takesNoOtherCallbacks() throws Exception {
    WebhookDriver driver = listening();
    driver.start(move);
    Instant now = Instant.now();
    String good = arrived(move.getId());
    assertThat(call(driver, "guessed", now, good)).as("another secret").isEqualTo(401);
    assertThat(call(driver, FakeReceiver.SECRET, now.minusSeconds(600), good))
        .as("an old one")
        .isEqualTo(401);
    assertThat(call(driver, FakeReceiver.SECRET, now, arrived("other")))
        .as("of another move")
        .isEqualTo(400);
    assertThat(call(driver, FakeReceiver.SECRET, now, "no JSON")).isEqualTo(400);
    assertThat(call(driver, FakeReceiver.SECRET, now, "x".repeat(70_000))).isEqualTo(413);
    assertThat(driver.progress(move)).isInstanceOf(Progress.Running.class);
  }

  @Test
  void needsAPortToListenAt() {
    receiver.set("callback-listen", "nowhere");
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(this::newDriver)
        .withMessage("callback-listen (nowhere) must be HOST:PORT");
  }

  private WebhookDriver listening() throws Exception {
    receiver.set("callback-listen", "127.0.0.1:0");
    receiver.set("poll", "60");
    return (WebhookDriver) newDriver();
  }

  private static String arrived(String move) {
    return """
        {"move": "%s", "state": "ARRIVED", "transferredBytes": 4096, "downtimeMillis": 17}"""
        .formatted(move);
  }

  private int call(WebhookDriver driver, String secret, Instant at, String text) throws Exception {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(driver.callback() + "/moves/" + move.getId()))
            .header(Signature.TIMESTAMP, String.valueOf(at.getEpochSecond()))
            .header(Signature.HEADER, new Signature(secret).of(at.getEpochSecond(), body))
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }
}
