package io.vputty.collector.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Named checks of one question, such as whether a process is ready. It answers 200 if all hold, and
 * 503 if not, with what is wrong: {@code
 * {"ok":false,"checks":{"kafka":{"ok":false,"problem":"..."}}}}.
 */
public final class Health implements Route {

  private final Map<String, Supplier<Optional<String>>> checks;

  private Health(Map<String, Supplier<Optional<String>>> checks) {
    this.checks = checks;
  }

  /** One without checks: it holds. */
  public static Health all() {
    return new Health(Map.of());
  }

  /**
   * The same with one more check.
   *
   * @param problem what is wrong, in one line; empty if nothing is. It must not wait
   */
  public Health and(String name, Supplier<Optional<String>> problem) {
    Map<String, Supplier<Optional<String>>> more = new LinkedHashMap<>(checks);
    more.put(name, problem);
    return new Health(more);
  }

  @Override
  public Reply answer() {
    Map<String, Object> results = new LinkedHashMap<>();
    boolean ok = true;
    for (Map.Entry<String, Supplier<Optional<String>>> check : checks.entrySet()) {
      Optional<String> problem = check.getValue().get();
      ok &= problem.isEmpty();
      results.put(check.getKey(), result(problem));
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("ok", ok);
    tree.put("checks", results);
    return Reply.json(ok ? Reply.OK : Reply.UNAVAILABLE, tree);
  }

  private static Map<String, Object> result(Optional<String> problem) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("ok", problem.isEmpty());
    problem.ifPresent(why -> result.put("problem", why));
    return result;
  }
}
