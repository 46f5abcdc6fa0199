package io.vputty.sink.console.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The users of a file: one a line, {@code NAME ROLE HASH}, the hash being {@code -} for those whom
 * only a trusted proxy names; a fourth word, {@code DOMAIN,DOMAIN}, lets them decide there alone.
 * Lines that begin with # say nothing.
 *
 * <p>A password that was right is remembered as a digest, since each request brings it again and
 * the slow hash would take a tenth of a second of each.
 */
public final class Accounts {
  private static final String NO_PASSWORD = "-";
  private static final PasswordHash NOBODY = PasswordHash.of("nobody".toCharArray());

  private final Map<String, Account> accounts;
  private final Map<String, byte[]> right = new ConcurrentHashMap<>();

  private record Account(User user, @Nullable PasswordHash password) {}

  private Accounts(Map<String, Account> accounts) {
    this.accounts = Map.copyOf(accounts);
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if a line is none, saying which
   */
  public static Accounts read(Path file) throws IOException {
    Map<String, Account> accounts = new HashMap<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        Account account = account(line, file + ":" + (i + 1));
        if (accounts.put(account.user().name(), account) != null) {
          throw new IllegalArgumentException(
              "%s:%d: there are two users %s".formatted(file, i + 1, account.user().name()));
        }
      }
    }
    if (accounts.isEmpty()) {
      throw new IllegalArgumentException(file + ": no users");
    }
    return new Accounts(accounts);
  }

  private static Account account(String line, String where) {
    String[] words = line.split("\\s+", -1);
    boolean complete = words.length == 3 || words.length == 4;
    Optional<Role> role = complete ? Role.of(words[1]) : Optional.empty();
    if (role.isEmpty()) {
      throw new IllegalArgumentException(
          where
              + ": a user is NAME viewer|operator|approver HASH [DOMAIN,DOMAIN],"
              + " the hash - for a proxy's");
    }
    Set<String> domains =
        words.length == 4 ? Set.copyOf(List.of(words[3].split(",", -1))) : Set.of();
    try {
      PasswordHash hash = words[2].equals(NO_PASSWORD) ? null : PasswordHash.parse(words[2]);
      return new Account(new User(words[0], role.get(), domains), hash);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
    }
  }

  /** The user whom a trusted proxy names. */
  Optional<User> named(@Nullable String name) {
    return name == null
        ? Optional.empty()
        : Optional.ofNullable(accounts.get(name)).map(Account::user);
  }

  /** The user whom an Authorization header proves. */
  Optional<User> basic(@Nullable String header) {
    if (header == null || !header.startsWith("Basic ")) {
      return Optional.empty();
    }
    String pair;
    try {
      byte[] decoded = Base64.getDecoder().decode(header.substring("Basic ".length()).strip());
      pair = new String(decoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    int colon = pair.indexOf(':');
    return colon < 0
        ? Optional.empty()
        : proven(pair.substring(0, colon), pair.substring(colon + 1));
  }

  private Optional<User> proven(String name, String password) {
    Account account = accounts.get(name);
    byte[] digest = digest(name + "\n" + password);
    byte[] known = right.get(name);
    if (account != null && known != null && MessageDigest.isEqual(known, digest)) {
      return Optional.of(account.user());
    }
    PasswordHash hash = account == null ? null : account.password();
    boolean matches = (hash == null ? NOBODY : hash).matches(password.toCharArray());
    if (account == null || hash == null || !matches) {
      return Optional.empty();
    }
    right.put(name, digest);
    return Optional.of(account.user());
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
