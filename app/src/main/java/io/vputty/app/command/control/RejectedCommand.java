package io.vputty.app.command.control;

import io.vputty.app.command.BrokerOptions;
import io.vputty.app.command.CommandFailedException;
import io.vputty.app.output.OutputOptions;
import io.vputty.app.rejected.RejectedAnswer;
import io.vputty.app.rejected.RejectedEntry;
import io.vputty.app.rejected.RejectedListAnswer;
import io.vputty.app.rejected.Resend;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what could not be read, and sends it once more. */
@Command(
    name = "rejected",
    description = "Show what could not be read and why, and send it once more.")
public final class RejectedCommand {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Command(description = "Count what was rejected by reason, and list the newest.")
  int list(
      @Mixin BrokerOptions broker,
      @Mixin OutputOptions output,
      @Option(
              names = "--reason",
              paramLabel = "WORD",
              defaultValue = "",
              description = "Only what was rejected for this reason.")
          String reason,
      @Option(
              names = "--top",
              paramLabel = "N",
              defaultValue = "20",
              description = "Most records to list. Default: ${DEFAULT-VALUE}.")
          int top) {
    List<RejectedEntry> entries =
        RejectedEntry.read(broker.clientSettings()).stream()
            .filter(entry -> reason.isEmpty() || entry.rejected().getReason().equals(reason))
            .toList();
    output.print(new RejectedListAnswer(entries, top));
    return 0;
  }

  @Command(description = "Show one rejected record with its bytes.")
  int show(
      @Mixin BrokerOptions broker,
      @Mixin OutputOptions output,
      @Parameters(paramLabel = "ID", description = "As `rejected list` has it.") String id) {
    output.print(new RejectedAnswer(found(RejectedEntry.read(broker.clientSettings()), id)));
    return 0;
  }

  @Command(
      description = {
        "Send rejected records once more into the partition that they were read from, once",
        "what they were rejected for is mended. Exit code 1 if one could not be sent."
      })
  int replay(
      @Mixin BrokerOptions broker,
      @Option(names = "--dry-run", description = "Say what would be sent, and send nothing.")
          boolean dryRun,
      @Parameters(paramLabel = "ID", arity = "1..*", description = "As `rejected list` has them.")
          List<String> ids) {
    List<RejectedEntry> all = RejectedEntry.read(broker.clientSettings());
    List<RejectedEntry> chosen = ids.stream().map(id -> found(all, id)).toList();
    boolean complete = true;
    try (Resend resend = new Resend(broker.writerSettings())) {
      for (RejectedEntry entry : chosen) {
        complete &= send(resend, entry, dryRun);
      }
    }
    out().flush();
    return complete ? 0 : 1;
  }

  private boolean send(Resend resend, RejectedEntry entry, boolean dryRun) {
    Optional<String> refusal = Resend.refusal(entry.rejected());
    if (refusal.isPresent()) {
      out().printf("%s not sent: %s%n", entry.id(), refusal.get());
      return false;
    }
    String where =
        "%s, partition %d".formatted(entry.rejected().getTopic(), entry.rejected().getPartition());
    if (dryRun) {
      out().printf("%s would be sent to %s%n", entry.id(), where);
      return true;
    }
    Optional<Long> offset = resend.send(entry.rejected());
    out()
        .println(
            entry.id()
                + offset
                    .map(at -> " sent to %s, offset %d".formatted(where, at))
                    .orElse(" not sent: %s no longer holds it".formatted(where)));
    return offset.isPresent();
  }

  private static RejectedEntry found(List<RejectedEntry> all, String id) {
    return all.stream()
        .filter(entry -> entry.id().equals(id))
        .findFirst()
        .orElseThrow(() -> CommandFailedException.notFound("no rejected record has the id " + id));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
