package io.vputty.model.graph;

import io.vputty.model.estimate.Interval;
import io.vputty.model.footprint.Tier;
import org.jspecify.annotations.Nullable;

/**
 * An edge in one window, with its newest pane set apart.
 *
 * @param endMs end of the window, ms
 * @param kind what the edge means
 * @param from VM id; the sender of a NETWORK edge
 * @param to VM or volume id; the receiver of a NETWORK edge
 * @param fromPlace where {@code from} was
 * @param toPlace where {@code to} was
 * @param tier distance between both; null if one of them is nowhere
 * @param windowMs length of the window, ms
 * @param paneMs length of a pane, ms
 * @param weight in the unit of the kind; value 0 retires the edge
 * @param samples samples behind the weight
 * @param pane the newest pane alone
 * @param completeness share of what was expected that arrived, 0-1
 * @param writes which part of a STORAGE edge is writing
 * @param revision 0 when told at its end, 1 when told again with what came late
 */
public record EdgeWindow(
    long endMs,
    EdgeKind kind,
    String from,
    String to,
    Place fromPlace,
    Place toPlace,
    @Nullable Tier tier,
    long windowMs,
    long paneMs,
    Interval weight,
    long samples,
    PaneCount pane,
    double completeness,
    Writes writes,
    int revision) {

  /** Everything outside the inventory, as one vertex. */
  public static final String WORLD = "world";

  /** Neighbours of a VM beyond those that are told one by one, as one vertex. */
  public static final String OTHERS = "others";

  /** Host and domain of a vertex; empty where it has none. */
  public record Place(String host, String domain) {
    /** Nowhere in the inventory. */
    public static final Place NOWHERE = new Place("", "");
  }

  /**
   * One pane of an edge.
   *
   * @param bytes estimated bytes
   * @param packets estimated packets; operations of a STORAGE edge
   * @param samples samples behind them
   * @param bytesVariance variance of {@code bytes}, bytes squared
   * @param exposure expected samples at one packet per second
   */
  public record PaneCount(
      double bytes, double packets, long samples, double bytesVariance, double exposure) {}

  /**
   * Shares of a window's I/O that are writes, 0-1; -1 where there is no I/O.
   *
   * @param ofBytes of its bytes
   * @param ofOperations of its operations
   */
  public record Writes(double ofBytes, double ofOperations) {
    /** Of an edge that is not STORAGE, or an idle one. */
    public static final Writes NONE = new Writes(-1, -1);
  }

  public EdgeWindow {
    if (from.isEmpty() || to.isEmpty() || windowMs <= 0 || paneMs <= 0) {
      throw new IllegalArgumentException(
          "edge (%s to %s) needs two ends, and a window (%d ms) of panes (%d ms)"
              .formatted(from, to, windowMs, paneMs));
    }
  }

  /** "KIND/from/to". */
  public String subject() {
    return kind + "/" + from + "/" + to;
  }
}
