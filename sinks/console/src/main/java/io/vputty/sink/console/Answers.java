package io.vputty.sink.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Answers to the same question are made once until pages are told of the next change, however many
 * ask: they all ask at once then. Nothing in them depends on who asks.
 */
final class Answers {
  private static final int MOST = 500;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, byte[]> made = new ConcurrentHashMap<>();
  private final AtomicLong change = new AtomicLong();

  /** Answers a request with what this gives, or gave since the last change. */
  void answer(Context ctx, Supplier<?> view) {
    if (made.size() >= MOST) {
      made.clear();
    }
    String question = change.get() + " " + ctx.path() + "?" + ctx.queryString();
    byte[] answer = made.computeIfAbsent(question, key -> json(view.get()));
    ctx.contentType(ContentType.APPLICATION_JSON).result(answer);
  }

  /** What was made before, or is being made, is not given again. */
  void forget() {
    change.incrementAndGet();
    made.clear();
  }

  private static byte[] json(Object view) {
    try {
      return JSON.writeValueAsBytes(view);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a view is no JSON", e);
    }
  }
}
