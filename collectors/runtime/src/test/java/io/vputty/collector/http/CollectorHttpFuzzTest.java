package io.vputty.collector.http;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands in a request: it is answered or hung up on, and the next one is answered. */
class CollectorHttpFuzzTest {

  private static final int PATIENCE_MS = 30_000;
  private static final byte[] GOOD =
      "GET /up HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

  private static CollectorHttp http;

  @BeforeAll
  static void start() throws IOException {
    http = CollectorHttp.bind("127.0.0.1:0");
    http.start(Map.of("/up", () -> Reply.text(Reply.OK, "up")));
  }

  @AfterAll
  static void stop() {
    http.close();
  }

  static Stream<byte[]> requests() {
    return Stream.of(
            "GET /up HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            "HEAD / HTTP/1.0\r\n\r\n",
            "POST /up HTTP/1.1\r\nContent-Length: 4\r\n\r\nabcd",
            "GET mailto:nobody HTTP/1.0\r\n\r\n",
            "GET /%zz HTTP/1.0\r\n\r\n",
            "GET /up HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n",
            "GET /up HTTP/1.1\r\nContent-Length: -1\r\n\r\n")
        .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @MethodSource("requests")
  @FuzzTest(maxDuration = "2m")
  void answersTheNextOne(byte[] request) throws IOException {
    String unused = exchange(request);
    String answer = exchange(GOOD);
    if (!answer.startsWith("HTTP/1.") || !answer.contains(" 200 ")) {
      throw new AssertionError("after the request it answered '%s'".formatted(answer));
    }
  }

  private static String exchange(byte[] request) throws IOException {
    HttpAddress address = http.address().orElseThrow();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.port())) {
      socket.setSoTimeout(PATIENCE_MS);
      socket.getOutputStream().write(request);
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (SocketException | SocketTimeoutException e) {
      return "";
    }
  }
}
