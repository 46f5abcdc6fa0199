package io.vputty.app;

import io.vputty.schema.Topic;
import io.vputty.schema.Topics;
import io.vputty.schema.access.Role;
import io.vputty.schema.access.Roles;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Tables of topics and of roles, as pages have them. */
final class ContractTables {

  private ContractTables() {}

  /** Who may do what. */
  static String roles() {
    StringBuilder table =
        new StringBuilder("| role | process | reads | writes | beside |\n|---|---|---|---|---|\n");
    for (Role role : Roles.all()) {
      table.append(
          "| `%s` | %s | %s | %s | %s |%n"
              .formatted(
                  role.name(), role.who(), names(role.reads()), names(role.writes()), rest(role)));
    }
    return table.toString();
  }

  /** What is kept for how long. */
  static String topics() {
    StringBuilder table =
        new StringBuilder("| topic | partitions | cleanup | kept |\n|---|---|---|---|\n");
    for (Topic topic : Topics.all()) {
      String kept =
          topic.retention().isZero()
              ? "the newest of each key for ever"
              : topic.retention().toDays() + " days";
      table.append(
          "| `%s` | %d | %s | %s |%n"
              .formatted(
                  topic.name(), topic.partitions(), topic.settings().get("cleanup.policy"), kept));
    }
    return table.toString();
  }

  private static String names(Collection<Topic> topics) {
    return topics.size() == Topics.all().size()
        ? "all"
        : topics.stream().map(Topic::shortName).collect(Collectors.joining(", "));
  }

  private static String rest(Role role) {
    String jobs =
        role.jobs().stream()
            .map(
                job ->
                    "group `%s`, transactional ids `%s*`"
                        .formatted(Role.group(job), Role.transactions(job)))
            .collect(Collectors.joining());
    String topics =
        role.topics().stream()
            .map(operation -> operation.name().toLowerCase(Locale.ROOT).replace('_', ' '))
            .collect(Collectors.joining(", "));
    return topics.isEmpty() ? jobs : topics + " every topic" + jobs;
  }
}
