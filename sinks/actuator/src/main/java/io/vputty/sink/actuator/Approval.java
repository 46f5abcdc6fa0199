package io.vputty.sink.actuator;

/** Who lets moves begin. */
public enum Approval {
  /** A person approves each plan or move. */
  MANUAL,
  /** Moves of VMs that may be moved without asking are approved at once, the others by a person. */
  AUTOMATIC
}
