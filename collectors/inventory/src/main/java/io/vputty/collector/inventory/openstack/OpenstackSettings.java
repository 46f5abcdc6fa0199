package io.vputty.collector.inventory.openstack;

import java.net.URI;
import java.nio.file.Path;

/**
 * How a cloud is asked.
 *
 * @param identity Keystone's address, without its version
 * @param user a user that may read all projects, by name
 * @param project what it logs in to, by name
 * @param region whose endpoints are asked; empty takes the first
 * @param tlsCa certificates that are trusted, PEM; empty takes the JVM's
 */
public record OpenstackSettings(
    URI identity,
    String user,
    String password,
    String project,
    String userDomain,
    String projectDomain,
    String region,
    Path tlsCa) {

  /**
   * Reads Keystone's address, with its version or without.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static URI address(String text) {
    String trimmed = text.strip().replaceFirst("/+$", "").replaceFirst("/v3$", "");
    if (!trimmed.matches("https?://[^/].*")) {
      throw new IllegalArgumentException(
          "openstack-auth-url (%s) must begin with http:// or https://".formatted(text));
    }
    return URI.create(trimmed);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "%s as %s of %s, project %s of %s, region '%s'"
        .formatted(identity, user, userDomain, project, projectDomain, region);
  }
}
