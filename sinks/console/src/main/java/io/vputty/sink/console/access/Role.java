package io.vputty.sink.console.access;

import io.javalin.security.RouteRole;
import java.util.Locale;
import java.util.Optional;

/** What a user may do; each may also do what those before it may. */
public enum Role implements RouteRole {
  /** Looks. */
  VIEWER,
  /** Stops things: pauses and resumes domains, rejects and cancels plans. */
  OPERATOR,
  /** Lets moves begin. */
  APPROVER;

  /** Whether this role may do what asks for another. */
  public boolean covers(Role needed) {
    return compareTo(needed) >= 0;
  }

  /** As people write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Role> of(String word) {
    for (Role role : values()) {
      if (role.word().equals(word)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
