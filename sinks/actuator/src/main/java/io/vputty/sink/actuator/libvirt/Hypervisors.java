package io.vputty.sink.actuator.libvirt;

import io.vputty.sink.actuator.DriverException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Connections to the daemons of all hosts, opened when first needed, and anew when broken. Opening
 * one may hang for minutes where a host is dead; that is waited for once, in a thread of its own.
 * Not thread-safe.
 */
final class Hypervisors implements AutoCloseable {

  /** Opens a connection. */
  @FunctionalInterface
  interface Opener {
    Hypervisor open(String uri) throws DriverException;
  }

  private final Map<String, String> uris;
  private final Opener opener;
  private final Duration patience;
  private final Map<String, CompletableFuture<Hypervisor>> connections = new HashMap<>();

  /**
   * @param uris by host
   * @param patience for opening one
   */
  Hypervisors(Map<String, String> uris, Opener opener, Duration patience) {
    this.uris = Map.copyOf(uris);
    this.opener = opener;
    this.patience = patience;
  }

  /** The URI of a host's daemon, if it was given. */
  @Nullable String uri(String host) {
    return uris.get(host);
  }

  /**
   * The daemon of a host.
   *
   * @throws DriverException if it has no URI, or cannot be reached
   */
  Hypervisor of(String host) throws DriverException {
    String uri = uris.get(host);
    if (uri == null) {
      throw new DriverException("no uri.%s is set".formatted(host));
    }
    CompletableFuture<Hypervisor> known = connections.get(host);
    if (known == null || broken(known)) {
      known = open(host, uri);
      connections.put(host, known);
    }
    return await(host, known);
  }

  private static boolean broken(CompletableFuture<Hypervisor> connection) {
    if (!connection.isDone()) {
      return false;
    }
    if (connection.isCompletedExceptionally()) {
      return true;
    }
    Hypervisor opened = connection.join();
    if (!opened.alive()) {
      opened.close();
      return true;
    }
    return false;
  }

  private CompletableFuture<Hypervisor> open(String host, String uri) {
    CompletableFuture<Hypervisor> opening = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                opening.complete(opener.open(uri));
              } catch (DriverException e) {
                opening.completeExceptionally(e);
              }
            },
            "libvirt-open-" + host);
    thread.setDaemon(true);
    thread.start();
    return opening;
  }

  private Hypervisor await(String host, CompletableFuture<Hypervisor> connection)
      throws DriverException {
    try {
      return connection.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new DriverException(
          "%s: no connection within %d s".formatted(host, patience.toSeconds()), e);
    } catch (ExecutionException | CompletionException e) {
      String reason = e.getCause() instanceof DriverException cause ? cause.reason() : e.toString();
      throw new DriverException(host + ": " + reason, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DriverException(host + ": interrupted", e);
    }
  }

  @Override
  public void close() {
    for (CompletableFuture<Hypervisor> connection : connections.values()) {
      if (connection.isDone() && !connection.isCompletedExceptionally()) {
        connection.join().close();
      }
    }
    connections.clear();
  }
}
