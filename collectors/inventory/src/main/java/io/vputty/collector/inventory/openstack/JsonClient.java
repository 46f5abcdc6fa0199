package io.vputty.collector.inventory.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vputty.collector.inventory.source.SourceException;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** JSON over HTTP, with a limit to the time that a whole answer may take. */
final class JsonClient {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final HttpClient http;
  private final Duration patience;

  /**
   * @param tlsCa certificates that are trusted, PEM; empty takes the JVM's
   * @param patience for one answer, to its last byte
   * @throws SourceException if the certificates cannot be read
   */
  JsonClient(Path tlsCa, Duration patience) throws SourceException {
    this.patience = patience;
    HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(CONNECT);
    if (!tlsCa.toString().isEmpty()) {
      builder.sslContext(trusting(tlsCa));
    }
    http = builder.build();
  }

  private static SSLContext trusting(Path file) throws SourceException {
    try (InputStream pem = Files.newInputStream(file)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        trusted.setCertificateEntry("ca-" + trusted.size(), one);
      }
      if (trusted.size() == 0) {
        throw new SourceException("openstack-tls-ca: %s holds no certificate".formatted(file));
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new SourceException("openstack-tls-ca: %s cannot be read: %s".formatted(file, e), e);
    }
  }

  /** Sends a request; the answer, whatever its status. */
  HttpResponse<byte[]> send(HttpRequest request) throws SourceException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, BodyHandlers.ofByteArray());
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new SourceException(
          "%s: no whole answer within %d s".formatted(what(request), patience.toSeconds()), e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new SourceException("%s: %s".formatted(what(request), cause), e);
    } finally {
      answer.cancel(true);
    }
  }

  /** The JSON of an answer. */
  static JsonNode json(HttpRequest request, HttpResponse<byte[]> answer) throws SourceException {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new SourceException(
          "%s: the answer is not JSON: %s".formatted(what(request), excerpt(answer)), e);
    }
  }

  /** What is said of an answer that should have been another. */
  static SourceException refused(HttpRequest request, HttpResponse<byte[]> answer) {
    return new SourceException(
        "%s: status %d: %s".formatted(what(request), answer.statusCode(), excerpt(answer)));
  }

  private static String excerpt(HttpResponse<byte[]> answer) {
    int length = Math.min(answer.body().length, 200);
    return new String(answer.body(), 0, length, StandardCharsets.UTF_8).strip();
  }

  private static String what(HttpRequest request) {
    return request.method() + " " + request.uri();
  }
}
