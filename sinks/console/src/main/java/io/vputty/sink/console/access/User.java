package io.vputty.sink.console.access;

import java.util.Set;

/**
 * Who asks, and what they may do.
 *
 * @param domains placement domains in which they may do it; empty for all. Everyone sees all.
 */
public record User(String name, Role role, Set<String> domains) {

  public User {
    domains = Set.copyOf(domains);
  }

  /** Whether they may decide in a domain; {@code *} is all of them. */
  public boolean decidesIn(String domain) {
    return domains.isEmpty() || domains.contains(domain);
  }
}
