package io.vputty.app.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class YamlTest {

  @Test
  void writesWhatReadsBackTheSame() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("text", "yes: no");
    tree.put("looksLikeANumber", "12");
    tree.put("number", 1.5e-9);
    tree.put("list", List.of(Map.of("a", 1), Map.of("a", true)));

    assertThat(read(Yaml.document(tree))).isEqualTo(tree);
  }

  @Test
  void writesTimesAsTextAndWhatIsNoNumberAsNull() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("time", Instant.EPOCH);
    tree.put("figures", Arrays.asList(Double.NaN, Double.POSITIVE_INFINITY));

    assertThat(Yaml.document(tree))
        .isEqualTo("---\ntime: 1970-01-01T00:00:00Z\nfigures:\n- null\n- null");
  }

  private static Object read(String document) {
    return new Load(LoadSettings.builder().build()).loadFromString(document);
  }
}
