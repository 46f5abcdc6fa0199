package io.vputty.sink.actuator.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vputty.schema.Move;
import io.vputty.sink.actuator.DriverException;
import io.vputty.sink.actuator.MoveDriver;
import io.vputty.sink.actuator.Precondition;
import io.vputty.sink.actuator.Progress;
import io.vputty.sink.actuator.http.JsonAnswer;
import io.vputty.sink.actuator.http.JsonHttp;
import io.vputty.sink.actuator.setting.DriverSetting;
import io.vputty.sink.actuator.setting.DriverSettings;
import io.vputty.sink.actuator.setting.SettingException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Has moves carried out by a program of somebody else's, which is told by signed POSTs and answers
 * with reports; it may also report by itself, to a callback, and is asked less then. What became of
 * a move is for that program to know: this driver remembers nothing that it cannot ask again.
 */
public final class WebhookDriver implements MoveDriver {

  public static final String NAME = "webhook";

  /** What can be set. */
  public static final List<DriverSetting> SETTINGS =
      List.of(
          DriverSetting.required("url", "where requests are posted, http:// or https://"),
          DriverSetting.required("secret-file", "file with the secret that signs both ways"),
          DriverSetting.optional("callback-listen", "", "HOST:PORT to listen at for callbacks"),
          DriverSetting.optional(
              "callback-url", "", "how the other end reaches it; http://HOST:PORT if not given"),
          DriverSetting.optional("poll", "5", "seconds that a report of a running move is good"),
          DriverSetting.optional("timeout", "5", "seconds that an answer may take"),
          DriverSetting.optional("tls-ca", "", "file with trusted certificates, PEM"));

  private enum Verb {
    CHECK,
    START,
    PROGRESS,
    CANCEL
  }

  private final URI url;
  private final Signature signature;
  private final JsonHttp http;
  private final Duration poll;
  private final Clock clock;
  private final Reports reports = new Reports();
  private final String callback;
  private final @Nullable CallbackServer server;

  /**
   * @throws SettingException if it cannot work with the settings
   */
  public WebhookDriver(DriverSettings settings, Clock clock) throws SettingException {
    this.clock = clock;
    url = settings.address("url");
    signature = new Signature(settings.secret("secret-file"));
    poll = settings.seconds("poll", 0);
    http = new JsonHttp(settings.file("tls-ca"), settings.seconds("timeout", 1));
    String listen = settings.text("callback-listen");
    if (listen.isEmpty()) {
      server = null;
      callback = "";
    } else {
      server = listen(listen);
      String given = settings.text("callback-url").replaceFirst("/+$", "");
      callback = given.isEmpty() ? "http://" + host(listen) + ":" + server.port() : given;
    }
  }

  private CallbackServer listen(String listen) throws SettingException {
    int port;
    try {
      port = Integer.parseInt(listen.substring(listen.lastIndexOf(':') + 1));
    } catch (NumberFormatException e) {
      throw new SettingException("callback-listen (%s) must be HOST:PORT".formatted(listen), e);
    }
    try {
      InetSocketAddress address = new InetSocketAddress(host(listen), port);
      return new CallbackServer(address, signature, reports, clock);
    } catch (IOException | IllegalArgumentException e) {
      throw new SettingException("callback-listen (%s): %s".formatted(listen, e.getMessage()), e);
    }
  }

  private static String host(String listen) {
    return listen.substring(0, Math.max(0, listen.lastIndexOf(':')));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Precondition check(Move move) throws DriverException {
    Report report = ask(Verb.CHECK, move);
    return switch (report.state()) {
      case READY -> new Precondition.Met();
      case REFUSED -> new Precondition.Unmet(report.reason());
      case NOT_STARTED, RUNNING, ARRIVED, FAILED, CANCELLED ->
          throw new DriverException(url + ": answered a check with " + report.state());
    };
  }

  /** If no answer comes, PROGRESS tells later whether it was started. */
  @Override
  public void start(Move move) throws DriverException {
    Optional<JsonAnswer> answer = http.sendUnsure(request(Verb.START, move));
    if (answer.isEmpty()) {
      return;
    }
    Report report = report(answer.get());
    switch (report.state()) {
      case RUNNING, ARRIVED -> reports.add(move.getId(), report, clock.instant());
      case READY, REFUSED, NOT_STARTED, FAILED, CANCELLED ->
          throw new DriverException(
              "%s: would not start: %s %s".formatted(url, report.state(), report.reason()));
    }
  }

  @Override
  public Progress progress(Move move) throws DriverException {
    var known = reports.newest(move.getId(), clock.instant(), poll);
    if (known.isPresent()) {
      return known.get().progress();
    }
    Report report = ask(Verb.PROGRESS, move);
    reports.add(move.getId(), report, clock.instant());
    return report.progress();
  }

  @Override
  public boolean cancel(Move move) throws DriverException {
    Report report = ask(Verb.CANCEL, move);
    reports.forget(move.getId());
    return report.state() == Report.State.CANCELLED || report.state() == Report.State.NOT_STARTED;
  }

  private Report ask(Verb verb, Move move) throws DriverException {
    return report(http.send(request(verb, move)));
  }

  private HttpRequest request(Verb verb, Move move) {
    byte[] body = body(verb, move).toString().getBytes(StandardCharsets.UTF_8);
    long now = clock.instant().getEpochSecond();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/json")
            .header(Signature.TIMESTAMP, String.valueOf(now))
            .header(Signature.HEADER, signature.of(now, body))
            .POST(BodyPublishers.ofByteArray(body));
    if (verb == Verb.START) {
      request.header("Idempotency-Key", move.getId());
    }
    return request.build();
  }

  private Report report(JsonAnswer answer) throws DriverException {
    return Report.of(answer.orRefused().body())
        .orElseThrow(
            () -> new DriverException("%s: no report: %s".formatted(url, answer.excerpt())));
  }

  private ObjectNode body(Verb verb, Move move) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("verb", verb.name());
    body.putObject("move")
        .put("id", move.getId())
        .put("vm", move.getVm())
        .put("vmName", move.getVmName())
        .put("source", move.getSource())
        .put("target", move.getTarget())
        .put("memoryBytes", move.getMemoryBytes());
    if (!callback.isEmpty()) {
      body.put("callback", callback + CallbackServer.PATH + move.getId());
    }
    return body;
  }

  /** Where callbacks come in; empty if it does not listen. */
  String callback() {
    return callback;
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }
}
