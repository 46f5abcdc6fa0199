package io.vputty.sink.actuator.kubevirt;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.vputty.sink.actuator.MoveDriver;
import io.vputty.sink.actuator.conformance.FakePlatform;
import io.vputty.sink.actuator.conformance.Fleet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** An API server, with a KubeVirt that does to its objects what a fleet does. */
final class FakeCluster implements FakePlatform {

  private static final String NAMESPACE = "shop";
  private static final String INSTANCE = "web";

  private final Fleet fleet;
  private final String vm;
  private final KubernetesMockServer server;
  private final KubernetesClient kubevirt;

  FakeCluster(Fleet fleet, String vm) {
    this.fleet = fleet;
    this.vm = vm;
    server =
        new KubernetesMockServer(
            new Context(), new MockWebServer(), new HashMap<>(), new Api(), false);
    server.init();
    kubevirt = server.createClient();
    for (String host : fleet.hosts()) {
      kubevirt
          .nodes()
          .resource(
              new NodeBuilder()
                  .withNewMetadata()
                  .withName(host)
                  .addToLabels("kubernetes.io/hostname", host + ".example.com")
                  .addToLabels("kubevirt.io/schedulable", "true")
                  .endMetadata()
                  .build())
          .create();
    }
    fleet.onChange(this::reconcile);
    reconcile();
  }

  /** Refuses while the fleet is silent, and tells the fleet of migrations asked for and deleted. */
  private final class Api extends KubernetesCrudDispatcher {
    @Override
    public MockResponse dispatch(RecordedRequest request) {
      if (fleet.silent()) {
        return new MockResponse().setResponseCode(503);
      }
      String body = new String(request.getBody().getBytes(), StandardCharsets.UTF_8);
      MockResponse response = super.dispatch(request);
      if (request.getPath().contains("/virtualmachineinstancemigrations")) {
        if (request.getMethod().equals("POST") && response.code() < 300) {
          begin(Serialization.unmarshal(body, JsonNode.class));
        } else if (request.getMethod().equals("DELETE") && response.code() < 300) {
          boolean unused = fleet.cancel(vm);
        }
      }
      return response;
    }
  }

  /** Begins what was asked for, unless it is what the fleet itself has begun. */
  private void begin(JsonNode asked) {
    String name = asked.at("/metadata/name").asText();
    if (fleet.migrations(vm).stream().noneMatch(each -> each.tag().equals(name))) {
      String host = asked.at("/spec/addedNodeSelector/kubernetes.io~1hostname").asText();
      var unused = fleet.begin(name, vm, host.replace(".example.com", ""));
    }
  }

  /** Makes the objects say what holds in the fleet. */
  private void reconcile() {
    for (var node : kubevirt.nodes().list().getItems()) {
      if (!fleet.has(node.getMetadata().getName())) {
        var unused = kubevirt.nodes().resource(node).delete();
      }
    }
    Optional<String> host = fleet.hostOf(vm);
    if (host.isPresent()) {
      put(Cluster.INSTANCES, instance(host.get()));
    } else {
      var unused =
          kubevirt
              .genericKubernetesResources(Cluster.INSTANCES)
              .inNamespace(NAMESPACE)
              .withName(INSTANCE)
              .delete();
    }
    for (Fleet.Migration each : fleet.migrations(vm)) {
      reconcile(each);
    }
  }

  private void reconcile(Fleet.Migration migration) {
    var known =
        kubevirt
            .genericKubernetesResources(Cluster.MIGRATIONS)
            .inNamespace(NAMESPACE)
            .withName(migration.tag())
            .get();
    if (known == null && migration.state() != Fleet.State.RUNNING) {
      return;
    }
    GenericKubernetesResource said = known == null ? parse(foreign(migration)) : known;
    String phase =
        switch (migration.state()) {
          case RUNNING -> "Running";
          case ARRIVED -> "Succeeded";
          case FAILED, CANCELLED -> "Failed";
        };
    said.setAdditionalProperty(
        "status",
        Serialization.unmarshal(
            """
            {"phase": "%s", "migrationState": {"sourceNode": "%s", "targetNode": "%s",
             "failureReason": "%s"}}"""
                .formatted(phase, migration.source(), migration.target(), migration.reason()),
            JsonNode.class));
    put(Cluster.MIGRATIONS, said);
  }

  private void put(ResourceDefinitionContext kind, GenericKubernetesResource resource) {
    var at = kubevirt.genericKubernetesResources(kind).inNamespace(NAMESPACE).resource(resource);
    var unused = at.get() == null ? at.create() : at.update();
  }

  private GenericKubernetesResource instance(String host) {
    return parse(
        """
        {"apiVersion": "kubevirt.io/v1", "kind": "VirtualMachineInstance",
         "metadata": {"name": "web", "namespace": "shop"},
         "spec": {"domain": {"firmware": {"uuid": "%s"}}},
         "status": {"phase": "Running", "nodeName": "%s",
           "conditions": [{"type": "LiveMigratable", "status": "True"}]}}"""
            .formatted(vm, host));
  }

  private static String foreign(Fleet.Migration migration) {
    return """
        {"apiVersion": "kubevirt.io/v1", "kind": "VirtualMachineInstanceMigration",
         "metadata": {"name": "%s", "namespace": "shop"}, "spec": {"vmiName": "web"}}"""
        .formatted(migration.tag());
  }

  private static GenericKubernetesResource parse(String json) {
    return Serialization.unmarshal(json, GenericKubernetesResource.class);
  }

  /** Makes the instance one that cannot be migrated. */
  void pin() {
    GenericKubernetesResource pinned = instance(fleet.hostOf(vm).orElseThrow());
    pinned.setAdditionalProperty(
        "status",
        Serialization.unmarshal(
            """
            {"phase": "Running", "nodeName": "hv1", "conditions": [
              {"type": "LiveMigratable", "status": "False", "reason": "DisksNotLiveMigratable"}]}""",
            JsonNode.class));
    put(Cluster.INSTANCES, pinned);
  }

  /** All migrations that there are. */
  List<GenericKubernetesResource> migrations() {
    return kubevirt
        .genericKubernetesResources(Cluster.MIGRATIONS)
        .inNamespace(NAMESPACE)
        .list()
        .getItems();
  }

  @Override
  public MoveDriver driver() {
    KubernetesClient client =
        new KubernetesClientBuilder()
            .withConfig(KubevirtDriver.impatient(kubevirt.getConfiguration(), 2000))
            .build();
    return new KubevirtDriver(new Cluster(client), Duration.ofSeconds(5));
  }

  @Override
  public void close() {
    kubevirt.close();
    server.destroy();
  }
}
