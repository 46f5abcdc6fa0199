package io.vputty.app.health;

/**
 * What a check has found.
 *
 * @param check what was checked
 * @param what what is so
 * @param advice what to do about it; empty where there is nothing to do
 */
record Finding(Level level, String check, String what, String advice) {

  /** How bad. */
  enum Level {
    /** As it should be. */
    FINE,
    /** Worth knowing, and nothing wrong. */
    NOTE,
    /** Something is wrong, and the rest goes on. */
    WARNING,
    /** Something does not work. */
    FAULT;

    boolean wrong() {
      return this == WARNING || this == FAULT;
    }
  }

  static Finding fine(String check, String what) {
    return new Finding(Level.FINE, check, what, "");
  }

  static Finding note(String check, String what, String advice) {
    return new Finding(Level.NOTE, check, what, advice);
  }

  static Finding warning(String check, String what, String advice) {
    return new Finding(Level.WARNING, check, what, advice);
  }

  static Finding fault(String check, String what, String advice) {
    return new Finding(Level.FAULT, check, what, advice);
  }
}
