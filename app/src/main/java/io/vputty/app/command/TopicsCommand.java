package io.vputty.app.command;

import io.vputty.schema.Topic;
import io.vputty.schema.TopicAdmin;
import io.vputty.schema.Topics;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Creates the contract's topics, or tells where existing ones differ from it. */
@Command(name = "topics", description = "Create or check the topics of the contract.")
public final class TopicsCommand {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Command(description = "Create the topics that are missing; leave the others alone.")
  int create(
      @Mixin BrokerOptions broker,
      @Option(names = "--demo", description = "Few partitions, for a laptop.") boolean demo,
      @Option(
              names = "--replication",
              paramLabel = "N",
              description = "Copies of each partition. Default: the broker's.")
          @Nullable Short replication) {
    try (Admin admin = Admin.create(broker.clientSettings())) {
      List<String> created =
          new TopicAdmin(admin, sizing(demo)).create(Optional.ofNullable(replication));
      created.forEach(topic -> out().println("created " + topic));
      out().println(created.isEmpty() ? "all topics are there" : created.size() + " created");
    }
    return 0;
  }

  @Command(
      description = "Create topics of another version beside the contract's, for a job to write.")
  int beside(
      @Mixin BrokerOptions broker,
      @Option(names = "--demo", description = "Few partitions, for a laptop.") boolean demo,
      @Parameters(index = "0", paramLabel = "VERSION", description = "Such as v2.") String version,
      @Parameters(index = "1..*", arity = "1", paramLabel = "TOPIC", description = "Such as plans.")
          List<String> names) {
    List<Topic> topics = names.stream().map(name -> topic(name).inVersion(version)).toList();
    try (Admin admin = Admin.create(broker.clientSettings())) {
      new TopicAdmin(admin, sizing(demo))
          .create(topics, Optional.empty())
          .forEach(topic -> out().println("created " + topic));
    }
    return 0;
  }

  private Topic topic(String name) {
    return Topics.find(name)
        .orElseThrow(
            () -> new ParameterException(spec.commandLine(), "unknown topic '" + name + "'"));
  }

  @Command(description = "Compare the topics with the contract; exit code 1 if they differ.")
  int check(
      @Mixin BrokerOptions broker,
      @Option(names = "--demo", description = "Expect the partitions of a laptop.") boolean demo) {
    try (Admin admin = Admin.create(broker.clientSettings())) {
      List<TopicAdmin.Difference> differences = new TopicAdmin(admin, sizing(demo)).check();
      differences.forEach(out()::println);
      out().println(differences.isEmpty() ? "all topics are as the contract says" : "");
      return differences.isEmpty() ? 0 : 1;
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private static TopicAdmin.Sizing sizing(boolean demo) {
    return demo ? TopicAdmin.Sizing.DEMO : TopicAdmin.Sizing.PRODUCTION;
  }
}
