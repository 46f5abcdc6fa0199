package io.vputty.schema.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * One thing that a role may do.
 *
 * @param resource topic, consumer group or transactional id; of all but topics the grant names the
 *     prefix
 */
public record Grant(ResourceType resource, String name, AclOperation operation) {

  private static final String ANY_HOST = "*";

  /** Whether the name is the beginning of what may be used. */
  public boolean prefixed() {
    return resource != ResourceType.TOPIC;
  }

  /** The grant as Kafka keeps it, from any host. */
  public AclBinding to(String principal) {
    PatternType pattern = prefixed() ? PatternType.PREFIXED : PatternType.LITERAL;
    return new AclBinding(
        new ResourcePattern(resource, name, pattern),
        new AccessControlEntry(principal, ANY_HOST, operation, AclPermissionType.ALLOW));
  }

  /** The options by which {@code kafka-acls} adds it. */
  public String command(String principal) {
    return "--add --allow-principal %s --operation %s %s %s%s"
        .formatted(
            principal,
            word(operation.name()),
            option(),
            name,
            prefixed() ? " --resource-pattern-type prefixed" : "");
  }

  /** For people: "Write vputty.plans.v1". */
  @Override
  public String toString() {
    return "%s %s%s".formatted(word(operation.name()), name, prefixed() ? "*" : "");
  }

  private String option() {
    return "--" + resource.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String word(String name) {
    return Arrays.stream(name.split("_", -1))
        .map(part -> part.charAt(0) + part.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }
}
