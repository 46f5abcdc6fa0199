package io.vputty.bench.actuator;

/** What happens to a process at a point. */
enum Fault {
  /** Killed; its moves are for the other one. */
  KILL,
  /** Killed, and started again at once under its name. */
  KILL_AND_RESTART,
  /** Stopped for longer than its lease, then let go on. */
  STOP
}
