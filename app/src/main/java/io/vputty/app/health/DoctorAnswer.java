package io.vputty.app.health;

import io.vputty.app.moves.MoveBook;
import io.vputty.app.output.Answer;
import io.vputty.app.settings.SettingsInForce;
import io.vputty.app.text.Paint;
import io.vputty.app.text.Table;
import io.vputty.schema.Inventory;
import io.vputty.schema.Setting;
import io.vputty.schema.TopicRecord;
import io.vputty.schema.Topics;
import io.vputty.schema.access.Role;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** What is wrong, and what to do about it. */
public final class DoctorAnswer implements Answer {

  private final List<Finding> findings;

  private DoctorAnswer(List<Finding> findings) {
    this.findings = List.copyOf(findings);
  }

  /**
   * Checks everything; what cannot be checked because of an earlier fault is left out.
   *
   * @param client settings of the Kafka client
   * @param role what the user of those settings is for; only people's may read all that is checked
   * @param clock what clocks and lags are told against
   */
  public static DoctorAnswer examine(Map<String, Object> client, Role role, Clock clock) {
    List<Finding> findings = new ArrayList<>(broker(client, role));
    boolean readsAll = role.reads().containsAll(Topics.all());
    if (readsAll
        && findings.stream().noneMatch(finding -> finding.level() == Finding.Level.FAULT)) {
      examine(client, clock, findings);
    }
    return new DoctorAnswer(findings);
  }

  private static List<Finding> broker(Map<String, Object> client, Role role) {
    try (Admin admin = Admin.create(client)) {
      return new BrokerChecks(admin, role).findings();
    } catch (KafkaException e) {
      return List.of(
          Finding.fault(
              "kafka",
              "%s: %s".formatted(client.get("bootstrap.servers"), e.getMessage()),
              "see that it runs at this address, and that --kafka-config has its TLS and SASL"));
    }
  }

  private static void examine(Map<String, Object> client, Clock clock, List<Finding> findings) {
    List<TopicRecord> records = new ArrayList<>();
    List<StageProgress> stages = StageProgress.read(client, clock, records::add);
    Instant now = clock.instant();
    Collection<Inventory> inventory = InventoryNow.read(client);
    MoveBook book = MoveBook.read(client);
    findings.addAll(new PipelineChecks(stages, records).findings());
    findings.addAll(new TelemetryChecks(now, inventory, records).findings(book.newest().values()));
    findings.addAll(TrustChecks.read(client, now));
    for (Setting setting : SettingsInForce.of(book.settings()).all()) {
      if (setting.getName().equals("pause") && Boolean.parseBoolean(setting.getValue())) {
        findings.add(
            Finding.note(
                "settings",
                "%s is paused by %s".formatted(setting.getDomain(), setting.getAuthor()),
                "`vputty resume` ends it"));
      }
    }
  }

  /** Whether something is wrong. */
  public boolean wrong() {
    return findings.stream().anyMatch(finding -> finding.level().wrong());
  }

  @Override
  public void print(PrintWriter out, Paint paint) {
    Table table = new Table("l", "l", "l");
    for (Finding finding : findings) {
      table.row(level(finding, paint), finding.check(), finding.what());
      if (!finding.advice().isEmpty()) {
        table.row("", "", "-> " + finding.advice());
      }
    }
    table.print(out);
    long wrong = findings.stream().filter(finding -> finding.level().wrong()).count();
    out.println(wrong == 0 ? "nothing is wrong" : wrong + " wrong");
  }

  private static String level(Finding finding, Paint paint) {
    String word = finding.level().name().toLowerCase(Locale.ROOT);
    return switch (finding.level()) {
      case FINE -> paint.green(word);
      case NOTE -> paint.cyan(word);
      case WARNING -> paint.yellow(word);
      case FAULT -> paint.red(word);
    };
  }

  @Override
  public Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("wrong", wrong());
    tree.put("findings", findings.stream().map(DoctorAnswer::tree).toList());
    return tree;
  }

  private static Map<String, @Nullable Object> tree(Finding finding) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("level", finding.level().name().toLowerCase(Locale.ROOT));
    tree.put("check", finding.check());
    tree.put("what", finding.what());
    tree.put("advice", finding.advice());
    return tree;
  }
}
