package io.vputty.model.search;

/** What a search may use up: migrations at the end of it, and evaluations on the way. */
public final class Budget {

  private final int migrations;
  private long evaluations;

  /**
   * A budget.
   *
   * @param migrations most VMs away from home at the end
   * @param evaluations moves and swaps looked at
   */
  public Budget(int migrations, long evaluations) {
    this.migrations = migrations;
    this.evaluations = evaluations;
  }

  int migrations() {
    return migrations;
  }

  long evaluations() {
    return evaluations;
  }

  void spend() {
    evaluations--;
  }
}
