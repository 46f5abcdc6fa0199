package io.vputty.app.command;

import io.vputty.app.drift.DriftLog;
import io.vputty.app.drift.DriftText;
import io.vputty.app.json.RecordJson;
import io.vputty.app.output.OutputOptions;
import io.vputty.app.text.Paint;
import io.vputty.schema.DriftEvent;
import io.vputty.schema.Mark;
import io.vputty.schema.Topic;
import io.vputty.schema.TopicReader;
import io.vputty.schema.TopicReader.Start;
import io.vputty.schema.TopicRecord;
import io.vputty.schema.Topics;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a topic carries, committed records only. */
@Command(
    name = "tail",
    description = "Print the records of a topic: drift in words, all others as JSON.")
public final class TailCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMillis(200);

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private BrokerOptions broker = new BrokerOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Parameters(
      paramLabel = "TOPIC",
      description = "Topic, whole (vputty.plans.v1) or its middle (plans).")
  private String topic = "";

  @Option(names = "--from-beginning", description = "Start with the oldest record, not the next.")
  private boolean fromBeginning;

  @Option(names = "--max", paramLabel = "N", description = "Stop after N records.")
  private long max = Long.MAX_VALUE;

  @Option(names = "--until-end", description = "Stop where the topic ended when it got there.")
  private boolean untilEnd;

  @Option(names = "--marks", description = "Print the writers' progress marks too.")
  private boolean marks;

  @Override
  public Integer call() {
    Start start = fromBeginning ? Start.BEGINNING : Start.END;
    Topic of = resolve();
    Function<TopicRecord, String> words =
        inWords(of) ? words() : record -> output.document(tree(record));
    try (TopicReader reader = new TopicReader(broker.clientSettings(), List.of(of), start)) {
      print(reader, words);
    }
    return 0;
  }

  private boolean inWords(Topic of) {
    boolean drift = of.equals(Topics.DRIFT);
    if (output.table() && !output.open() && !drift) {
      throw new ParameterException(
          spec.commandLine(), "only drift can be told in words; leave -o table out");
    }
    return drift && output.table() && !marks;
  }

  private Function<TopicRecord, String> words() {
    DriftText words = DriftText.of(DriftLog.vmNames(broker.clientSettings()), Paint.ofTerminal());
    return record ->
        record instanceof TopicRecord.Decoded decoded && decoded.value() instanceof DriftEvent event
            ? words.line(event)
            : output.document(tree(record));
  }

  private void print(TopicReader reader, Function<TopicRecord, String> words) {
    PrintWriter out = spec.commandLine().getOut();
    long printed = 0;
    while (printed < max && !out.checkError()) {
      for (TopicRecord record : reader.poll(POLL)) {
        if (printed < max && wanted(record)) {
          out.println(words.apply(record));
          printed++;
        }
      }
      if (untilEnd && reader.caughtUp()) {
        return;
      }
    }
  }

  private boolean wanted(TopicRecord record) {
    return marks
        || !(record instanceof TopicRecord.Decoded decoded && decoded.value() instanceof Mark);
  }

  private Topic resolve() {
    return Topics.find(topic)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(), "unknown topic '" + topic + "'; known are " + known()));
  }

  private static String known() {
    return Topics.all().stream().map(Topic::shortName).collect(Collectors.joining(", "));
  }

  private static Map<String, @Nullable Object> tree(TopicRecord record) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    TopicRecord.Position position = record.position();
    tree.put("partition", position.partition());
    tree.put("offset", position.offset());
    tree.put("time", Instant.ofEpochMilli(position.timestampMs()));
    tree.put("key", record.key());
    if (record instanceof TopicRecord.Decoded decoded) {
      tree.put("type", decoded.value().getSchema().getName());
      tree.put("value", RecordJson.tree(decoded.value()));
    } else if (record instanceof TopicRecord.Unreadable unreadable) {
      tree.put("unreadable", unreadable.why().getMessage());
    } else {
      tree.put("removed", true);
    }
    return tree;
  }
}
