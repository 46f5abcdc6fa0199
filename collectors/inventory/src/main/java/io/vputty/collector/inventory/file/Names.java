package io.vputty.collector.inventory.file;

import io.vputty.collector.yaml.Suggestion;
import io.vputty.collector.yaml.YamlMapping;
import io.vputty.collector.yaml.YamlScalar;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Names of one kind, each declared once: hosts, VMs, volumes, or the addresses that belong to one.
 *
 * @param <T> what a name stands for
 */
final class Names<T> {

  private final String kind;
  private final Map<String, T> declared = new HashMap<>();

  Names(String kind) {
    this.kind = kind;
  }

  /** Reads the name of an entry and checks that no other has it; an entry without one is lost. */
  Optional<String> declare(YamlMapping entry, String key, T meaning) {
    Optional<YamlScalar> name = entry.scalar(key).filter(value -> !value.text().isBlank());
    if (name.isEmpty()) {
      entry.problem("a %s needs '%s'".formatted(kind, key));
      return Optional.empty();
    }
    declare(name.get().text(), meaning, name.get()::problem);
    return name.map(YamlScalar::text);
  }

  /** Checks that nothing has the name yet. */
  void declare(String name, T meaning, Consumer<String> problem) {
    T other = declared.putIfAbsent(name, meaning);
    if (other != null) {
      problem.accept("%s '%s' is declared twice".formatted(kind, name));
    }
  }

  /** What a name stands for; a problem if it is not declared. */
  Optional<T> find(YamlScalar name) {
    T meaning = declared.get(name.text());
    if (meaning == null) {
      String suggestion = Suggestion.of(name.text(), declared.keySet());
      name.problem("%s '%s' is not declared%s".formatted(kind, name.text(), suggestion));
    }
    return Optional.ofNullable(meaning);
  }
}
