package io.vputty.sink.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AccountsTest {
  @TempDir Path directory;

  private Accounts accounts(String... lines) throws Exception {
    Path file = directory.resolve("users");
    Files.write(file, List.of(lines));
    return Accounts.read(file);
  }

  private static String hash(String password) {
    return PasswordHash.of(password.toCharArray()).text();
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void knowsUsersByTheirPasswords() throws Exception {
    Accounts accounts = accounts("# who", "", "ann approver " + hash("se:cret"));
    User ann = new User("ann", Role.APPROVER, Set.of());
    assertThat(accounts.basic(basic("ann:se:cret"))).contains(ann);
    assertThat(accounts.basic(basic("ann:se:cret"))).as("remembered").contains(ann);
    assertThat(accounts.basic(basic("ann:secret"))).isEmpty();
    assertThat(accounts.basic(basic("bob:se:cret"))).isEmpty();
  }

  @Test
  void limitsAUserToDomains() throws Exception {
    User user = accounts("ann operator - east,west").named("ann").orElseThrow();
    assertThat(user.decidesIn("east")).isTrue();
    assertThat(user.decidesIn("north")).isFalse();
    assertThat(user.decidesIn("*")).as("all domains").isFalse();
    assertThat(new User("bob", Role.OPERATOR, Set.of()).decidesIn("*")).isTrue();
  }

  @Test
  void knowsAProxysUsersByNameAlone() throws Exception {
    Accounts accounts = accounts("ann viewer -");
    assertThat(accounts.named("ann")).contains(new User("ann", Role.VIEWER, Set.of()));
    assertThat(accounts.named("bob")).isEmpty();
    assertThat(accounts.named(null)).isEmpty();
    assertThat(accounts.basic(basic("ann:"))).isEmpty();
    assertThat(accounts.basic(basic("ann:-"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Basic", "Basic %%%", "Basic YW5u", "Bearer YW5uOmE=", "basic YTph"})
  void refusesHeadersThatProveNothing(String header) throws Exception {
    assertThat(accounts("ann viewer -").basic(header)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ann",
        "ann viewer",
        "ann admin -",
        "ann viewer - east west",
        "ann viewer geheim",
        "ann viewer pbkdf2:1:AAAA"
      })
  void saysWhichLineIsWrong(String line) {
    assertThatThrownBy(() -> accounts("bob viewer -", line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("users:2: ");
  }

  @Test
  void refusesAFileWithoutUsersAndOneUserTwice() {
    assertThatThrownBy(() -> accounts("# nobody")).hasMessageContaining("no users");
    assertThatThrownBy(() -> accounts("ann viewer -", "ann approver -"))
        .hasMessageContaining("two users ann");
  }
}
