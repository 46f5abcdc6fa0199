package io.vputty.sink.actuator.kubevirt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.vputty.sink.actuator.DriverException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the driver asks of the API server: nodes, instances, migrations. */
final class Cluster implements AutoCloseable {

  /** Label of our migrations, with the id of the move. */
  static final String MOVE = "vputty.io/move";

  static final ResourceDefinitionContext INSTANCES =
      kind("VirtualMachineInstance", "virtualmachineinstances");
  static final ResourceDefinitionContext MIGRATIONS =
      kind("VirtualMachineInstanceMigration", "virtualmachineinstancemigrations");

  private static final String API = "kubevirt.io/v1";
  private static final String HOST_NAME = "kubernetes.io/hostname";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KubernetesClient client;

  Cluster(KubernetesClient client) {
    this.client = client;
  }

  private static ResourceDefinitionContext kind(String kind, String plural) {
    return new ResourceDefinitionContext.Builder()
        .withGroup("kubevirt.io")
        .withVersion("v1")
        .withKind(kind)
        .withPlural(plural)
        .withNamespaced(true)
        .build();
  }

  Optional<Node> node(String name) throws DriverException {
    return Optional.ofNullable(ask(() -> client.nodes().withName(name).get()));
  }

  /** The instance of a VM, in whatever namespace. */
  Optional<Instance> instance(String uuid) throws DriverException {
    return ask(
        () ->
            client.genericKubernetesResources(INSTANCES).inAnyNamespace().list().getItems().stream()
                .<JsonNode>map(JSON::valueToTree)
                .filter(json -> FirmwareUuid.of(json).equals(uuid))
                .map(Instance::of)
                .findFirst());
  }

  /** The migration of a move, in whatever namespace. */
  Optional<Migration> migration(String move) throws DriverException {
    return ask(
        () ->
            client
                .genericKubernetesResources(MIGRATIONS)
                .inAnyNamespace()
                .withLabel(MOVE, move)
                .list()
                .getItems()
                .stream()
                .map(Cluster::migration)
                .findFirst());
  }

  /** The migrations of an instance that are not over, whoever asked for them. */
  List<Migration> underWay(Instance instance) throws DriverException {
    return ask(
        () ->
            client
                .genericKubernetesResources(MIGRATIONS)
                .inNamespace(instance.namespace())
                .list()
                .getItems()
                .stream()
                .map(Cluster::migration)
                .filter(each -> each.instance().equals(instance.name()) && !each.over())
                .toList());
  }

  private static Migration migration(GenericKubernetesResource resource) {
    JsonNode json = JSON.valueToTree(resource);
    return Migration.of(json);
  }

  /** Asks for a migration; one of that name that is there already stays as it is. */
  void migrate(Instance instance, String move, String name, Node target) throws DriverException {
    Map<String, String> labels = target.getMetadata().getLabels();
    String host = labels == null ? null : labels.get(HOST_NAME);
    GenericKubernetesResource wanted = new GenericKubernetesResource();
    wanted.setApiVersion(API);
    wanted.setKind(MIGRATIONS.getKind());
    wanted.setMetadata(
        new ObjectMetaBuilder()
            .withName(name)
            .withNamespace(instance.namespace())
            .addToLabels(MOVE, move)
            .build());
    wanted.setAdditionalProperty(
        "spec",
        Map.of(
            "vmiName",
            instance.name(),
            "addedNodeSelector",
            Map.of(HOST_NAME, host == null ? target.getMetadata().getName() : host)));
    boolean unused =
        ask(
            () -> {
              try {
                client
                    .genericKubernetesResources(MIGRATIONS)
                    .inNamespace(instance.namespace())
                    .resource(wanted)
                    .create();
                return true;
              } catch (KubernetesClientException e) {
                if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                  return false;
                }
                throw e;
              }
            });
  }

  /** Deletes a migration, which stops it; it is there until it has stopped. */
  void delete(Migration migration) throws DriverException {
    var unused =
        ask(
            () ->
                client
                    .genericKubernetesResources(MIGRATIONS)
                    .inNamespace(migration.namespace())
                    .withName(migration.name())
                    .delete());
  }

  private static <T extends @Nullable Object> T ask(Supplier<T> question) throws DriverException {
    try {
      return question.get();
    } catch (KubernetesClientException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new DriverException("the API server: " + cause.getMessage(), e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
