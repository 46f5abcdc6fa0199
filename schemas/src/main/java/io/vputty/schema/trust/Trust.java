package io.vputty.schema.trust;

/** What a signature says. */
public enum Trust {
  /** Whoever wrote it has a trusted key, or everybody is trusted. */
  TRUSTED("trusted"),
  /** It has no signature. */
  UNSIGNED("unsigned"),
  /** It is signed with a key that is not trusted. */
  UNKNOWN_KEY("unknown-key"),
  /** The signature is not over these bytes. */
  ALTERED("altered");

  private final String word;

  Trust(String word) {
    this.word = word;
  }

  /** In one stable word. */
  public String word() {
    return word;
  }
}
