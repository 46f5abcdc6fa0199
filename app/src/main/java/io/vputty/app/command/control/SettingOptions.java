package io.vputty.app.command.control;

import io.vputty.app.command.AuthorOptions;
import io.vputty.app.command.BrokerOptions;
import io.vputty.app.command.CommandFailedException;
import io.vputty.app.settings.SettingsInForce;
import io.vputty.app.topic.ControlWriter;
import io.vputty.app.topic.TopicScan;
import io.vputty.schema.Inventory;
import io.vputty.schema.Plan;
import io.vputty.schema.Setting;
import io.vputty.schema.Topics;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** How somebody sets something. */
final class SettingOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Mixin private BrokerOptions broker = new BrokerOptions();
  @Mixin private AuthorOptions author = new AuthorOptions();

  /** What is in force. */
  SettingsInForce inForce() {
    return SettingsInForce.read(broker.clientSettings());
  }

  /** Where to say what was done. */
  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Refuses a domain that no host and no plan is in. */
  void requireDomain(String domain) {
    SortedSet<String> known = new TreeSet<>();
    TopicScan.records(
        broker.clientSettings(),
        List.of(Topics.INVENTORY, Topics.PLANS),
        record -> {
          if (record instanceof Inventory inventory && inventory.getHost() != null) {
            known.add(inventory.getDomain());
          } else if (record instanceof Plan plan) {
            known.add(plan.getDomain());
          }
        });
    if (!domain.equals(SettingsInForce.ALL) && !known.contains(domain)) {
      throw CommandFailedException.notFound(
          "no host is in domain '%s'; domains are %s".formatted(domain, String.join(", ", known)));
    }
  }

  /**
   * Sets something for a domain; an empty value takes it back.
   *
   * @param what what will happen, in a sentence
   */
  void set(String domain, String name, String value, String what) {
    Clock clock = Clock.systemUTC();
    Setting setting =
        new Setting(
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            domain,
            name,
            value,
            author.author(),
            author.comment());
    if (!author.dryRun()) {
      try (ControlWriter writer = new ControlWriter(broker.writerSettings(), clock)) {
        writer.set(setting);
      }
    }
    out().println(what + (author.dryRun() ? " (dry run: nothing was written)" : ""));
    out().flush();
  }
}
