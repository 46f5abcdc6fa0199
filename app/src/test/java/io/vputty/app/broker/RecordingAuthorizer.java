package io.vputty.app.broker;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;

/** Kafka's own authorizer, which remembers who asked for what and whether it was allowed. */
public final class RecordingAuthorizer extends StandardAuthorizer {

  private static final Set<Use> USES = ConcurrentHashMap.newKeySet();

  /** What a user has done, or been kept from. */
  public record Use(
      String user, AclOperation operation, ResourceType type, String name, boolean allowed) {}

  /** Everything since this process began. */
  public static Set<Use> uses() {
    return Set.copyOf(USES);
  }

  @Override
  public List<AuthorizationResult> authorize(
      AuthorizableRequestContext context, List<Action> actions) {
    List<AuthorizationResult> results = super.authorize(context, actions);
    for (int i = 0; i < actions.size(); i++) {
      Action action = actions.get(i);
      boolean allowed = results.get(i) == AuthorizationResult.ALLOWED;
      if (allowed || action.logIfDenied()) { // else whoever asked lives without it
        USES.add(
            new Use(
                context.principal().getName(),
                action.operation(),
                action.resourcePattern().resourceType(),
                action.resourcePattern().name(),
                allowed));
      }
    }
    return results;
  }
}
