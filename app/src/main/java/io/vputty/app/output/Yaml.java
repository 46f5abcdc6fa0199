package io.vputty.app.output;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * Writes the trees that {@link io.vputty.app.json.Json} takes as documents of YAML 1.2. Numbers
 * that JSON does not have become null here too.
 */
final class Yaml {

  private static final DumpSettings SETTINGS =
      DumpSettings.builder()
          .setDefaultFlowStyle(FlowStyle.BLOCK)
          .setExplicitStart(true)
          .setSplitLines(false)
          .build();

  private Yaml() {}

  /** One document, with its "---". */
  static String document(Map<String, ? extends @Nullable Object> tree) {
    return new Dump(SETTINGS).dumpToString(plain(tree)).stripTrailing();
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> plain = new LinkedHashMap<>();
      map.forEach((key, element) -> plain.put(String.valueOf(key), plain(element)));
      return plain;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Yaml::plain).toList();
    }
    if (value instanceof Number number) {
      double size = number.doubleValue();
      return Double.isNaN(size) || Double.isInfinite(size) ? null : number;
    }
    return value == null || value instanceof Boolean ? value : value.toString();
  }
}
