package io.vputty.bench.drift.contender;

/** A detector at work on one edge, until its first alarm. */
public interface Watch {

  /** Windows in which a detector that has no other rule for it raises no alarm yet. */
  int WARM_UP = 50;

  /** Takes the count of a window and says what evidence there is of a change; windows go up. */
  double take(int window, double count);

  /** The last window before the change, by what was seen so far. */
  int onset();
}
