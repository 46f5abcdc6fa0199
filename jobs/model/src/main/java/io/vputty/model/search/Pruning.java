package io.vputty.model.search;

/**
 * Sends home what is not worth being away: units whose move, with all others made, gains too
 * little.
 *
 * <p>What is too little is asked of the caller, who knows how sure the costs are. Rounds in order
 * of units until one sends nobody home; a unit whose home is taken goes together with a unit there
 * that can go home in turn. O(rounds * away * degree).
 */
public final class Pruning {

  /** Judge of one unit's move. */
  @FunctionalInterface
  public interface Worth {

    /** Whether the units, which are away, together gain enough by it as things stand. */
    boolean worthwhile(Placement placement, int... units);
  }

  private final Placement placement;
  private final Worth worth;

  /** A pruning that changes {@code placement}. */
  public Pruning(Placement placement, Worth worth) {
    this.placement = placement;
    this.worth = worth;
  }

  /** Prunes; true if anything was sent home. */
  public boolean run() {
    boolean any = false;
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int unit = 0; unit < placement.units.count; unit++) {
        changed |= placement.displaced(unit) && sendHome(unit);
      }
      any |= changed;
    }
    return any;
  }

  private boolean sendHome(int unit) {
    int home = placement.units.home[unit];
    if (placement.fitsHome(unit, -1)) {
      if (worth.worthwhile(placement, unit)) {
        return false;
      }
      placement.move(unit, home);
      return true;
    }
    int partner = partner(unit, home);
    if (partner < 0 || worth.worthwhile(placement, unit, partner)) {
      return false;
    }
    placement.move(partner, placement.units.home[partner]);
    placement.move(unit, home);
    return true;
  }

  private int partner(int unit, int home) {
    for (int other : placement.on(home)) {
      if (placement.displaced(other) && goHomeTogether(unit, other)) {
        return other;
      }
    }
    return -1;
  }

  private boolean goHomeTogether(int unit, int other) {
    int target = placement.units.home[other];
    boolean changePlaces = target == placement.host[unit];
    return placement.fitsHome(unit, other)
        && placement.fitsHome(other, changePlaces ? unit : -1)
        && placement.wiresBearHome(unit, other);
  }
}
