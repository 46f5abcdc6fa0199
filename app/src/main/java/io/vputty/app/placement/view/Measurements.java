package io.vputty.app.placement.view;

import io.vputty.app.placement.VmTelemetry;
import io.vputty.app.text.Figures;
import io.vputty.model.estimate.Interval;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.plan.VmFootprint.Affinity;
import io.vputty.schema.Load;
import io.vputty.schema.PageHashSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured, in words. */
final class Measurements {

  private Measurements() {}

  /** "network to", "disk", "pages in common", "joint peak". */
  static String kind(Affinity affinity) {
    return switch (affinity.kind()) {
      case NETWORK -> affinity.sends() ? "network to" : "network from";
      case STORAGE -> "disk";
      case MEMORY -> "pages in common";
      case CONFLICT -> "joint peak";
    };
  }

  /** "50.0 MB/s (45.0 MB/s to 55.0 MB/s)", without limits where they are the same. */
  static String amount(EdgeKind kind, Interval weight) {
    String value = amount(kind, weight.value());
    return weight.low() == weight.high()
        ? value
        : "%s (%s to %s)".formatted(value, amount(kind, weight.low()), amount(kind, weight.high()));
  }

  private static String amount(EdgeKind kind, double weight) {
    return switch (kind) {
      case NETWORK, STORAGE -> Figures.rate(weight);
      case MEMORY -> String.format(Locale.ROOT, "%.3f GiB", weight / (1L << 30));
      case CONFLICT -> String.format(Locale.ROOT, "%.1f cores", weight);
    };
  }

  /** Load and pages, one line each where they are known. */
  static List<String> lines(VmTelemetry telemetry) {
    List<String> lines = new ArrayList<>();
    telemetry.load().ifPresent(load -> lines.add(load(load)));
    telemetry.pages().ifPresent(pages -> lines.add(pages(pages)));
    return lines;
  }

  private static String load(Load load) {
    List<String> parts = new ArrayList<>();
    if (load.getCpuCores() >= 0) {
      parts.add(String.format(Locale.ROOT, "%.2f cores", load.getCpuCores()));
    }
    if (load.getMemoryBytes() >= 0) {
      parts.add(Figures.gib(load.getMemoryBytes()) + " in use");
    }
    addRate(parts, "received", load.getReceivedBytesPerSecond());
    addRate(parts, "sent", load.getSentBytesPerSecond());
    addRate(parts, "read", load.getReadBytesPerSecond());
    addRate(parts, "written", load.getWrittenBytesPerSecond());
    String what = parts.isEmpty() ? "nothing known" : String.join(", ", parts);
    return "load at %s: %s".formatted(load.getTime(), what);
  }

  private static void addRate(List<String> parts, String what, double bytesPerSecond) {
    if (bytesPerSecond >= 0) {
      parts.add(Figures.rate(bytesPerSecond) + " " + what);
    }
  }

  private static String pages(PageHashSample pages) {
    return String.format(
        Locale.ROOT,
        "pages at %s: %,d of %,d present, %,d zero, %,d duplicates within, %,d contents; %.0f%%"
            + " looked at",
        pages.getTime(),
        pages.getPresentPages(),
        pages.getTotalPages(),
        pages.getZeroPages(),
        pages.getSelfSharedPages(),
        pages.getDistinctPages(),
        100 * pages.getCoverage());
  }
}
