package io.vputty.collector.inventory.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.vputty.collector.inventory.source.SourceException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a cluster has, kept up to date by watches: nodes and KubeVirt's instances are listed once,
 * and then only what changes is sent. A watch that breaks is begun anew by itself; until then what
 * is known is not said to be so.
 */
final class Cluster implements AutoCloseable {

  private static final ResourceDefinitionContext INSTANCES =
      new ResourceDefinitionContext.Builder()
          .withGroup("kubevirt.io")
          .withVersion("v1")
          .withKind("VirtualMachineInstance")
          .withPlural("virtualmachineinstances")
          .withNamespaced(true)
          .build();

  private final KubernetesClient client;
  private final SharedIndexInformer<Node> nodes;
  private final SharedIndexInformer<GenericKubernetesResource> instances;

  private Cluster(KubernetesClient client, Runnable changed) {
    this.client = client;
    nodes = client.nodes().runnableInformer(0);
    instances = client.genericKubernetesResources(INSTANCES).inAnyNamespace().runnableInformer(0);
    nodes.addEventHandler(new Wake<>(changed));
    instances.addEventHandler(new Wake<>(changed));
  }

  /** Runs the same whatever changed. */
  private record Wake<T>(Runnable changed) implements ResourceEventHandler<T> {

    @Override
    public void onAdd(T added) {
      changed.run();
    }

    @Override
    public void onUpdate(T before, T after) {
      changed.run();
    }

    @Override
    public void onDelete(T deleted, boolean unknown) {
      changed.run();
    }
  }

  /**
   * Lists all there is, and begins to watch it.
   *
   * @param changed run, by any thread, when something has changed
   * @param patience for each of the lists
   */
  static Cluster watch(KubernetesClient client, Runnable changed, Duration patience)
      throws SourceException, InterruptedException {
    Cluster cluster = new Cluster(client, changed);
    boolean started = false;
    try {
      await(cluster.nodes.start(), "nodes", patience);
      await(cluster.instances.start(), "virtualmachineinstances.kubevirt.io", patience);
      started = true;
      return cluster;
    } finally {
      if (!started) {
        cluster.close();
      }
    }
  }

  private static void await(CompletionStage<Void> started, String what, Duration patience)
      throws SourceException, InterruptedException {
    try {
      var unused = started.toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new SourceException(
          "%s were not listed within %d s".formatted(what, patience.toSeconds()), e);
    } catch (ExecutionException e) {
      throw new SourceException("%s cannot be listed: %s".formatted(what, reason(e)), e);
    }
  }

  /** The innermost cause says most: that of a refused connection, or the API server's own words. */
  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof KubernetesClientException)) {
      cause = cause.getCause();
    }
    Throwable below = cause.getCause();
    return below == null ? String.valueOf(cause.getMessage()) : cause.getMessage() + ": " + below;
  }

  /**
   * Asks the API server whether it is there, since a watch can stand on a connection that is not.
   *
   * @throws SourceException if it does not answer, or a watch is broken at present
   */
  void check() throws SourceException {
    try {
      var unused = client.nodes().list(new ListOptionsBuilder().withLimit(1L).build());
    } catch (KubernetesClientException e) {
      throw new SourceException("the API server does not answer: " + reason(e), e);
    }
    if (!nodes.isWatching() || !instances.isWatching()) {
      throw new SourceException("a watch is broken, and being begun anew");
    }
  }

  /** Whether the watches go on, or may go on by themselves. */
  boolean isUsable() {
    return !nodes.stopped().toCompletableFuture().isDone()
        && !instances.stopped().toCompletableFuture().isDone();
  }

  List<Node> nodes() {
    return nodes.getStore().list();
  }

  List<GenericKubernetesResource> instances() {
    return instances.getStore().list();
  }

  /** Ends the watches; the client stays. */
  @Override
  public void close() {
    nodes.stop();
    instances.stop();
  }
}
