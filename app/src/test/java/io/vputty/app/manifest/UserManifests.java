package io.vputty.app.manifest;

import io.vputty.schema.access.Grant;
import io.vputty.schema.access.Role;
import io.vputty.schema.access.Roles;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The roles as Strimzi's {@code KafkaUser}s, each with a certificate and no more rights than it
 * needs.
 */
final class UserManifests {

  private static final String HEAD =
      "# Written from Roles by WrittenManifestsTest; ../../topics/README.md says how. Not to be"
          + " edited.\n";

  /** A resource as an access list names it. */
  private record Resource(ResourceType type, String name, boolean prefixed) {

    /** Strimzi says transactionalId, topic, group. */
    private String word() {
      String[] parts = type.name().toLowerCase(Locale.ROOT).split("_", -1);
      return parts[0]
          + Arrays.stream(parts)
              .skip(1)
              .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
              .collect(Collectors.joining());
    }
  }

  private UserManifests() {}

  static String all() {
    return Roles.all().stream()
        .map(UserManifests::manifest)
        .collect(Collectors.joining("---\n", HEAD, ""));
  }

  private static String manifest(Role role) {
    Map<Resource, SortedSet<String>> operations = new LinkedHashMap<>();
    for (Grant grant : role.grants()) {
      operations
          .computeIfAbsent(
              new Resource(grant.resource(), grant.name(), grant.prefixed()),
              key -> new TreeSet<>())
          .add(word(grant.operation().name()));
    }
    return """
    # %s
    apiVersion: kafka.strimzi.io/v1
    kind: KafkaUser
    metadata:
      name: %s
      namespace: vputty
      labels:
        strimzi.io/cluster: vputty
    spec:
      authentication: {type: tls}
      authorization:
        type: simple
        acls:
    %s\
    """
        .formatted(
            role.who(),
            role.name(),
            operations.entrySet().stream()
                .map(entry -> acl(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining()));
  }

  private static String acl(Resource resource, SortedSet<String> operations) {
    return "      - resource: {type: %s, name: %s, patternType: %s}%n        operations: %s%n"
        .formatted(
            resource.word(),
            resource.name(),
            resource.prefixed() ? "prefix" : "literal",
            operations);
  }

  /** DESCRIBE_CONFIGS is DescribeConfigs. */
  private static String word(String name) {
    return Arrays.stream(name.split("_", -1))
        .map(part -> part.charAt(0) + part.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }
}
