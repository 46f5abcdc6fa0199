package io.vputty.model.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Things of one kind by number in order of arrival, each on a host. */
final class PlacedNames {

  private final String kind;
  private final Map<String, Integer> index = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private final List<Integer> hosts = new ArrayList<>();

  PlacedNames(String kind) {
    this.kind = kind;
  }

  void add(String name, int host) {
    if (index.putIfAbsent(name, names.size()) != null) {
      throw new IllegalArgumentException("%s %s is there twice".formatted(kind, name));
    }
    names.add(name);
    hosts.add(host);
  }

  int indexOf(String name) {
    Integer found = index.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "%s %s is unknown: no line above names it".formatted(kind, name));
    }
    return found;
  }

  String[] names() {
    return names.toArray(String[]::new);
  }

  int[] hosts() {
    return hosts.stream().mapToInt(host -> host).toArray();
  }
}
