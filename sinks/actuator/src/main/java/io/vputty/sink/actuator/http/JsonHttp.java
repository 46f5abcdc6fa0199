package io.vputty.sink.actuator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vputty.sink.actuator.DriverException;
import io.vputty.sink.actuator.setting.SettingException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** JSON over HTTP, with a limit to the time that a whole answer may take. */
public final class JsonHttp {

  private static final Logger LOG = LoggerFactory.getLogger(JsonHttp.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int EXCERPT = 300;

  private final HttpClient http;
  private final Duration patience;

  /**
   * @param tlsCa certificates that are trusted, PEM; empty takes the JVM's
   * @param patience for one answer, to its last byte
   * @throws SettingException if the certificates cannot be read
   */
  public JsonHttp(Optional<Path> tlsCa, Duration patience) throws SettingException {
    this.patience = patience;
    HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(patience);
    if (tlsCa.isPresent()) {
      builder.sslContext(trusting(tlsCa.get()));
    }
    http = builder.build();
  }

  private static SSLContext trusting(Path file) throws SettingException {
    try (InputStream pem = Files.newInputStream(file)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        trusted.setCertificateEntry("ca-" + trusted.size(), one);
      }
      if (trusted.size() == 0) {
        throw new SettingException("tls-ca: %s holds no certificate".formatted(file));
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new SettingException("tls-ca: %s cannot be read: %s".formatted(file, e), e);
    }
  }

  /**
   * Sends a request; the answer, whatever its status.
   *
   * @throws DriverException if there was none in time, or one of success that is not JSON
   */
  public JsonAnswer send(HttpRequest request) throws DriverException {
    String what = request.method() + " " + request.uri();
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, BodyHandlers.ofByteArray());
    try {
      return answer(what, answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      throw new DriverException(
          "%s: no whole answer within %d s".formatted(what, patience.toSeconds()), e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new DriverException("%s: %s".formatted(what, cause), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DriverException(what + ": interrupted", e);
    } finally {
      answer.cancel(true);
    }
  }

  /**
   * Sends a request that changes something; empty if no answer came, so that nobody knows here
   * whether it did: whoever asks the platform next will see.
   */
  public Optional<JsonAnswer> sendUnsure(HttpRequest request) {
    try {
      return Optional.of(send(request));
    } catch (DriverException e) {
      LOG.warn("perhaps it was done, perhaps not: {}", e.reason());
      return Optional.empty();
    }
  }

  private static JsonAnswer answer(String what, HttpResponse<byte[]> response)
      throws DriverException {
    byte[] bytes = response.body();
    int shown = Math.min(bytes.length, EXCERPT);
    String excerpt = new String(bytes, 0, shown, StandardCharsets.UTF_8).strip();
    JsonNode body = JsonAnswer.NOTHING;
    try {
      body = bytes.length == 0 ? body : JSON.readTree(bytes);
    } catch (IOException e) {
      if (response.statusCode() < 300) {
        throw new DriverException(what + ": the answer is not JSON: " + excerpt, e);
      }
    }
    return new JsonAnswer(what, response.statusCode(), response.headers(), body, excerpt);
  }
}
