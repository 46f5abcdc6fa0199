package io.vputty.sink.console.access;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.TooManyRequestsResponse;
import io.javalin.http.UnauthorizedResponse;
import io.javalin.security.RouteRole;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at each request before anything else does: how many there are, who asks, and, where it
 * would change something, whether it comes from a page of this console.
 */
public final class Guard {
  /** A header that other sites' pages cannot send without being asked first. */
  public static final String OWN_HEADER = "X-Vputty-Console";

  private static final int REQUESTS_A_MINUTE = 30_000;
  private static final int CHANGES_A_MINUTE = 60;
  private static final int FAILURES_A_MINUTE = 20;
  private static final int MISDIRECTED = 421;
  private static final String USER = "user";

  private final AccessRules rules;
  private final ConsoleAddress address;
  private final RateLimit requests;
  private final RateLimit changes;
  private final RateLimit failures;

  public Guard(AccessRules rules, ConsoleAddress address, Clock clock) {
    this.rules = rules;
    this.address = address;
    this.requests = new RateLimit(REQUESTS_A_MINUTE, clock);
    this.changes = new RateLimit(CHANGES_A_MINUTE, clock);
    this.failures = new RateLimit(FAILURES_A_MINUTE, clock);
  }

  /** The user of a request that was let in. */
  public static User user(Context ctx) {
    User user = ctx.attribute(USER);
    if (user == null) {
      throw new UnauthorizedResponse("nobody is logged in");
    }
    return user;
  }

  /** Lets a request in, or throws what it is answered. */
  public void admit(Context ctx) {
    headers(ctx);
    if (!requests.allows(ctx.ip())) {
      throw new TooManyRequestsResponse("more than " + REQUESTS_A_MINUTE + " requests a minute");
    }
    ctx.attribute(USER, authenticate(ctx));
    if (changes(ctx)) {
      admitChange(ctx);
    }
  }

  /** Refuses a user whose role does not cover that of the route. */
  public void authorise(Context ctx) {
    User user = user(ctx);
    for (RouteRole needed : ctx.routeRoles()) {
      if (needed instanceof Role role && !user.role().covers(role)) {
        throw new ForbiddenResponse(
            "%s is a %s; to do this needs a role of %s"
                .formatted(user.name(), user.role().word(), role.word()));
      }
    }
  }

  private static boolean changes(Context ctx) {
    return ctx.method() != HandlerType.GET && ctx.method() != HandlerType.HEAD;
  }

  private User authenticate(Context ctx) {
    if (rules.open()) {
      if (!address.isOwnName(ctx.host())) {
        throw new HttpResponseException(
            MISDIRECTED, "this console answers at " + address.url() + " alone", Map.of());
      }
      return rules.localUser();
    }
    if (failures.reached(ctx.ip())) {
      throw new TooManyRequestsResponse("too many wrong passwords; wait a minute");
    }
    Optional<User> user = rules.user(ctx);
    if (user.isEmpty()) {
      if (ctx.header("Authorization") != null) {
        failures.allows(ctx.ip());
      }
      ctx.header("WWW-Authenticate", "Basic realm=\"Virtual Putty\", charset=\"UTF-8\"");
      throw new UnauthorizedResponse("name and password are needed");
    }
    return user.get();
  }

  private void admitChange(Context ctx) {
    String origin = ctx.header("Origin");
    boolean ownOrigin = origin == null || origin.equals(address.scheme() + "://" + ctx.host());
    if (!ownOrigin || ctx.header(OWN_HEADER) == null) {
      throw new ForbiddenResponse(
          "changes are taken from this console's own pages: header %s is missing, or Origin is another's"
              .formatted(OWN_HEADER));
    }
    if (!changes.allows(user(ctx).name())) {
      throw new TooManyRequestsResponse("more than " + CHANGES_A_MINUTE + " changes a minute");
    }
  }

  private static void headers(Context ctx) {
    ctx.header(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    ctx.header("X-Content-Type-Options", "nosniff");
    ctx.header("Referrer-Policy", "no-referrer");
    ctx.header("Cross-Origin-Resource-Policy", "same-origin");
    ctx.header("Cache-Control", "no-cache");
  }
}
