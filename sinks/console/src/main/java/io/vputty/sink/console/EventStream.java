package io.vputty.sink.console;

import io.javalin.http.HttpStatus;
import io.javalin.http.sse.SseClient;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells open pages that something has changed, at most once a second; they ask for what they show.
 * A comment each second tells those that have gone.
 */
final class EventStream implements AutoCloseable {
  private static final int MOST_CLIENTS = 256;

  private final Set<SseClient> clients = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean changed = new AtomicBoolean();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(run -> new Thread(run, "console-events"));

  private final Runnable beforeTelling;

  /**
   * @param beforeTelling done before pages are told, who ask at once then
   */
  EventStream(Runnable beforeTelling) {
    this.beforeTelling = beforeTelling;
    ScheduledFuture<?> unused = thread.scheduleAtFixedRate(this::tell, 1, 1, TimeUnit.SECONDS);
  }

  void add(SseClient client) {
    if (clients.size() >= MOST_CLIENTS) {
      client.ctx().status(HttpStatus.SERVICE_UNAVAILABLE);
      client.close();
      return;
    }
    client.keepAlive();
    client.onClose(() -> clients.remove(client));
    clients.add(client);
  }

  void changed() {
    changed.set(true);
  }

  @Override
  public void close() {
    thread.shutdownNow();
    clients.forEach(SseClient::close);
  }

  private void tell() {
    boolean news = changed.getAndSet(false);
    if (news) {
      beforeTelling.run();
    }
    for (SseClient client : clients) {
      if (news) {
        client.sendEvent("changed", "{}");
      } else {
        client.sendComment("still here");
      }
    }
  }
}
