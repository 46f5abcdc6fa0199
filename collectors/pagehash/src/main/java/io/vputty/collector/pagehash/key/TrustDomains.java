package io.vputty.collector.pagehash.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which trust domain each VM of this host is in, and the secrets of those domains: one may be
 * given, others are files of a folder, named as the domains. A file that changes is a new secret.
 */
public final class TrustDomains {

  /** In place of a trust domain: the VM's memory is not to be read. */
  public static final String OFF = "off";

  private static final Pattern FILE_NAME = Pattern.compile("[\\w@+-][\\w.@+-]*");

  private final String byDefault;
  private final String secret;
  private final @Nullable Path folder;
  private final Map<String, String> domainsByVm;
  private final Map<String, Loaded> loaded = new HashMap<>();

  private record Loaded(String secret, TrustDomain domain) {}

  /**
   * @param byDefault of VMs that are not named
   * @param secret of that one; empty if it has a file
   * @param folder of files with secrets, null if there is none
   * @param domainsByVm by UUID in lower case; {@link #OFF} leaves one alone
   */
  public TrustDomains(
      String byDefault, String secret, @Nullable Path folder, Map<String, String> domainsByVm) {
    this.byDefault = byDefault;
    this.secret = secret;
    this.folder = folder;
    this.domainsByVm = Map.copyOf(domainsByVm);
  }

  /** Whether a VM's memory may be read. */
  public boolean mayRead(String vm) {
    return !nameOf(vm).equals(OFF);
  }

  /**
   * The trust domain of a VM, with its secret as it is now.
   *
   * @throws NoSecretException if it has no secret that can be read, or one too short
   */
  public TrustDomain of(String vm) throws NoSecretException {
    return named(nameOf(vm));
  }

  /**
   * Reads the secrets of all trust domains that are named, so that what is wrong is known at once.
   *
   * @throws NoSecretException if one cannot be read or is too short
   */
  public void check() throws NoSecretException {
    named(byDefault);
    for (String domain : domainsByVm.values()) {
      if (!domain.equals(OFF)) {
        named(domain);
      }
    }
  }

  private String nameOf(String vm) {
    return Optional.ofNullable(domainsByVm.get(vm)).orElse(byDefault);
  }

  private TrustDomain named(String name) throws NoSecretException {
    String now = secretOf(name);
    Loaded before = loaded.get(name);
    if (before == null || !before.secret.equals(now)) {
      before = new Loaded(now, loaded(name, now));
      loaded.put(name, before);
    }
    return before.domain;
  }

  private static TrustDomain loaded(String name, String secret) throws NoSecretException {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < TrustDomain.SHORTEST_SECRET_BYTES) {
      throw new NoSecretException(
          "the secret of trust domain '%s' must have %d bytes or more, not %d"
              .formatted(name, TrustDomain.SHORTEST_SECRET_BYTES, bytes.length));
    }
    return new TrustDomain(name, bytes);
  }

  private String secretOf(String name) throws NoSecretException {
    if (name.equals(byDefault) && !secret.isEmpty()) {
      return secret;
    }
    if (folder == null || !FILE_NAME.matcher(name).matches()) {
      throw new NoSecretException("trust domain '%s' has no secret".formatted(name));
    }
    try {
      return Files.readString(folder.resolve(name)).strip();
    } catch (IOException e) {
      throw new NoSecretException(
          "the secret of trust domain '%s' cannot be read: %s".formatted(name, e));
    }
  }
}
