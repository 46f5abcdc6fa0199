package io.vputty.app.drift;

import io.vputty.app.text.Figures;
import io.vputty.app.text.Paint;
import io.vputty.schema.DriftEvent;
import io.vputty.schema.DriftKind;
import io.vputty.schema.EdgeKind;
import io.vputty.schema.Interval;
import io.vputty.schema.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A drift event in words: what changed, since when, how sure that is, and what it costs. */
public final class DriftText {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final Set<DriftKind> OF_EDGES =
      EnumSet.of(DriftKind.SURGE, DriftKind.FADE, DriftKind.APPEARANCE, DriftKind.DISAPPEARANCE);

  /** Odds beyond this are no more than "nearly certain". */
  private static final double MOST_ODDS = 1e6;

  private final UnaryOperator<String> vmName;
  private final Paint paint;

  /**
   * Names VMs and paints.
   *
   * @param vmName name of a VM by its id; the id itself where none is known
   */
  public DriftText(UnaryOperator<String> vmName, Paint paint) {
    this.vmName = vmName;
    this.paint = paint;
  }

  /** Names from a map; ids that are not in it stay. */
  public static DriftText of(Map<String, String> vmNames, Paint paint) {
    return new DriftText(id -> vmNames.getOrDefault(id, id), paint);
  }

  /** "12:30:05 surge web-1 -> db-2: 120 kB/s -> 1.2 MB/s (1.0 MB/s to 1.4 MB/s), since ...". */
  public String line(DriftEvent event) {
    return "%s %s %s".formatted(TIME.format(event.getTime()), kind(event), sentence(event));
  }

  /** The same without time and kind. */
  public String sentence(DriftEvent event) {
    return "%s; %s; %s; %s"
        .formatted(what(event), since(event), evidence(event), paint.bold(worth(event)));
  }

  /** Whether it is about one edge. */
  public static boolean isOfEdge(DriftEvent event) {
    return OF_EDGES.contains(event.getKind());
  }

  /** "surge", in the colour of its severity. */
  public String kind(DriftEvent event) {
    String kind = "%-13s".formatted(event.getKind().name().toLowerCase(Locale.ROOT));
    return event.getSeverity() == Severity.CRITICAL
        ? paint.red(kind)
        : event.getSeverity() == Severity.WARNING ? paint.yellow(kind) : kind;
  }

  /** "web-1 -> db-2: 120 kB/s -> 1.2 MB/s (1.0 MB/s to 1.4 MB/s)". */
  public String what(DriftEvent event) {
    if (!isOfEdge(event)) {
      return subject(event) + ": " + event.getSummary();
    }
    Interval after = event.getAfter();
    return "%s: %s -> %s (%s to %s)"
        .formatted(
            subject(event),
            Figures.rate(event.getBefore().getValue()),
            Figures.rate(after.getValue()),
            Figures.rate(after.getLow()),
            Figures.rate(after.getHigh()));
  }

  /** "web-1 -> db-2", "vm web-1", "domain dc". */
  public String subject(DriftEvent event) {
    if (isOfEdge(event)) {
      boolean ofVolume = event.getEdgeKind() == EdgeKind.STORAGE;
      String to = ofVolume ? "volume " + event.getTo() : vmName.apply(event.getTo());
      return vmName.apply(event.getFrom()) + " -> " + to;
    }
    String subject = event.getSubject();
    int slash = subject.indexOf('/');
    String id = subject.substring(slash + 1);
    return subject.startsWith("vm/")
        ? "vm " + vmName.apply(id)
        : subject.substring(0, Math.max(0, slash)) + " " + id;
  }

  /** "since 12:29:40 (25 s before it was sure)". */
  public static String since(DriftEvent event) {
    Instant onset = event.getOnset();
    long seconds = Duration.between(onset, event.getTime()).toSeconds();
    return "since %s (sure after %d s)".formatted(TIME.format(onset), seconds);
  }

  /** "odds over 1,000,000 to 1"; the share of what it takes where evidence is no likelihood. */
  public static String evidence(DriftEvent event) {
    if (event.getKind() == DriftKind.STORM || event.getKind() == DriftKind.STALE) {
      return String.format(
          Locale.ROOT, "%.0f%% (from %.0f%%)", 100 * event.getScore(), 100 * event.getThreshold());
    }
    double odds = Math.exp(event.getScore());
    return odds > MOST_ODDS
        ? "odds over 1,000,000 to 1"
        : String.format(Locale.ROOT, "odds %,.0f to 1", odds);
  }

  /** "+$1.20/h". */
  public static String worth(DriftEvent event) {
    double worth = event.getWorthPerHour();
    String digits = Math.abs(worth) < 1 ? "%.4f" : "%.2f";
    return String.format(
        Locale.ROOT, "%s$" + digits + "/h", worth < 0 ? "-" : "+", Math.abs(worth));
  }
}
