package io.vputty.sink.console.access;

import io.javalin.http.Context;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How users are known.
 *
 * @param accounts the users; null lets everyone in who reaches a loopback address
 * @param trustedProxy address of a proxy whose header is believed; empty if there is none
 * @param userHeader name of the header in which it names the user
 * @param localName author of decisions where everyone is let in
 */
public record AccessRules(
    @Nullable Accounts accounts, String trustedProxy, String userHeader, String localName) {

  /** Everyone is let in; only for a loopback address. */
  public static AccessRules open(String localName) {
    return new AccessRules(null, "", "", localName);
  }

  /** Users of a file, by their passwords. */
  public static AccessRules of(Accounts accounts) {
    return new AccessRules(accounts, "", "", "");
  }

  /** The same, and whom a proxy at this address names in this header. */
  public AccessRules behind(String proxy, String header) {
    return new AccessRules(accounts, proxy, header, localName);
  }

  /** Whether everyone is let in. */
  public boolean open() {
    return accounts == null;
  }

  User localUser() {
    return new User(localName, Role.APPROVER, Set.of());
  }

  Optional<User> user(Context ctx) {
    if (accounts == null) {
      return Optional.of(localUser());
    }
    Optional<User> named =
        !trustedProxy.isEmpty() && ctx.ip().equals(trustedProxy)
            ? accounts.named(ctx.header(userHeader))
            : Optional.empty();
    return named.isPresent() ? named : accounts.basic(ctx.header("Authorization"));
  }
}
