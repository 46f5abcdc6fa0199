package io.vputty.app.rejected;

import io.vputty.app.output.Answer;
import io.vputty.app.text.Paint;
import io.vputty.app.text.Table;
import io.vputty.schema.Rejected;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One rejected record with its bytes. */
public record RejectedAnswer(RejectedEntry entry) implements Answer {

  private static final int BYTES_A_LINE = 16;

  @Override
  public void print(PrintWriter out, Paint paint) {
    Rejected rejected = entry.rejected();
    Table table = new Table("l", "l");
    table.row("id", entry.id());
    table.row("time", rejected.getTime().toString());
    table.row("rejected by", rejected.getReader());
    table.row("source", rejected.getSource());
    if (rejected.getTopic() != null) {
      table.row(
          "read from",
          "%s, partition %d, offset %d"
              .formatted(rejected.getTopic(), rejected.getPartition(), rejected.getOffset()));
    }
    table.row("reason", paint.yellow(rejected.getReason()));
    table.row("detail", rejected.getDetail());
    ByteBuffer bytes = rejected.getPayload().duplicate();
    table.row("bytes", "%d, %d kept".formatted(rejected.getPayloadLength(), bytes.remaining()));
    table.print(out);
    dump(out, bytes);
  }

  /** Offset, bytes, and those of them that are printable ASCII. */
  private static void dump(PrintWriter out, ByteBuffer bytes) {
    out.println();
    for (int offset = 0; bytes.hasRemaining(); offset += BYTES_A_LINE) {
      StringBuilder hex = new StringBuilder();
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < BYTES_A_LINE && bytes.hasRemaining(); i++) {
        byte b = bytes.get();
        hex.append(String.format(Locale.ROOT, "%02x ", b));
        text.append(b >= ' ' && b <= '~' ? (char) b : '.');
      }
      out.printf("  %06x  %-48s %s%n", offset, hex, text);
    }
  }

  @Override
  public Map<String, @Nullable Object> tree() {
    return RejectedListAnswer.tree(entry);
  }
}
