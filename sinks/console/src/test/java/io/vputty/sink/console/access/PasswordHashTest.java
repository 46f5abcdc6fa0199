package io.vputty.sink.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordHashTest {

  @Test
  void knowsItsPasswordAloneAfterItWasWritten() {
    PasswordHash hash = PasswordHash.parse(PasswordHash.of("geheim".toCharArray()).text());
    assertThat(hash.matches("geheim".toCharArray())).isTrue();
    assertThat(hash.matches("Geheim".toCharArray())).isFalse();
    assertThat(hash.matches(new char[0])).isFalse();
  }

  @Test
  void saltsEachOne() {
    assertThat(PasswordHash.of("same".toCharArray()).text())
        .isNotEqualTo(PasswordHash.of("same".toCharArray()).text())
        .startsWith("pbkdf2:600000:");
  }

  @Test
  void agreesWithAnotherImplementation() {
    // Python: hashlib.pbkdf2_hmac('sha256', b'password', b'saltsalt', 1000)
    String text = "pbkdf2:1000:c2FsdHNhbHQ=:E196ZhRPzw+wA84EjzHwJO1cv/MFJdO6C/sxmUeTYqY=";
    assertThat(PasswordHash.parse(text).matches("password".toCharArray())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "geheim",
        "bcrypt:10:AAAA:AAAA",
        "pbkdf2:600000:AAAA",
        "pbkdf2:many:AAAA:AAAA",
        "pbkdf2:0:AAAA:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "pbkdf2:1::AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "pbkdf2:1:AAAA:AAAA",
        "pbkdf2:1:%:AAAA"
      })
  void refusesWhatIsNoHash(String text) {
    assertThatThrownBy(() -> PasswordHash.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pbkdf2:ROUNDS:SALT:HASH");
  }
}
