package io.vputty.collector.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {

  @ParameterizedTest
  @CsvSource({"rack, rack, 0", "rak, rack, 1", "prot, port, 1", "kitten, sitting, 3", "'', ab, 2"})
  void countsEdits(String a, String b, int expected) {
    assertThat(Suggestion.distance(a, b)).isEqualTo(expected);
    assertThat(Suggestion.distance(b, a)).isEqualTo(expected);
  }

  @Test
  void suggestsTheNearestAndNothingThatIsFar() {
    List<String> known = List.of("rack", "zone", "memory");
    assertThat(Suggestion.of("rak", known)).isEqualTo("; did you mean 'rack'?");
    assertThat(Suggestion.of("memroy", known)).isEqualTo("; did you mean 'memory'?");
    assertThat(Suggestion.of("colour", known)).isEmpty();
  }
}
