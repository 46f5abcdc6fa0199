package io.vputty.app.output;

/** How answers are printed. */
public enum Format {
  /** For people. */
  TABLE,
  /** One line of JSON an answer. */
  JSON,
  /** One document of YAML an answer. */
  YAML
}
