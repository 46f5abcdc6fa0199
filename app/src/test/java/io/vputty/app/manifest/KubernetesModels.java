package io.vputty.app.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The kinds of Kubernetes and of the Prometheus operator, as the classes of fabric8's model, which
 * are made from their schemas. A field that a class does not have is an error.
 */
final class KubernetesModels {

  private static final List<Class<? extends HasMetadata>> KINDS =
      List.of(
          ClusterRole.class,
          ClusterRoleBinding.class,
          ConfigMap.class,
          DaemonSet.class,
          Deployment.class,
          Ingress.class,
          Namespace.class,
          NetworkPolicy.class,
          PersistentVolumeClaim.class,
          PodDisruptionBudget.class,
          PodMonitor.class,
          PrometheusRule.class,
          Role.class,
          RoleBinding.class,
          Service.class,
          ServiceAccount.class,
          ServiceMonitor.class,
          StatefulSet.class);

  /** Without the setters that swallow what no other takes. */
  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .annotationIntrospector(
              new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public Boolean hasAnySetter(Annotated member) {
                  return false;
                }
              })
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private KubernetesModels() {}

  static boolean know(JsonNode object) {
    return kind(object).isPresent();
  }

  /** What is wrong with an object; empty if all is well. */
  static List<String> problems(JsonNode object) {
    try {
      STRICT.treeToValue(object, kind(object).orElseThrow());
      return List.of();
    } catch (JsonProcessingException e) {
      return List.of(e.getOriginalMessage());
    }
  }

  private static Optional<Class<? extends HasMetadata>> kind(JsonNode object) {
    Stream<Class<? extends HasMetadata>> kinds = KINDS.stream();
    return kinds
        .filter(
            kind ->
                HasMetadata.getKind(kind).equals(object.path("kind").asText())
                    && HasMetadata.getApiVersion(kind).equals(object.path("apiVersion").asText()))
        .findFirst();
  }
}
