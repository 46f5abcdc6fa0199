package io.vputty.sink.actuator.setting;

import java.util.Collection;
import java.util.Comparator;

/** The known word that somebody who mistyped may have meant. */
public final class NearestWord {

  private NearestWord() {}

  /** A part of a sentence: "; did you mean 'url'?", or nothing if no known word is near. */
  public static String hint(String word, Collection<String> known) {
    int limit = Math.max(1, word.length() / 3);
    return known.stream()
        .filter(each -> distance(word, each) <= limit)
        .min(Comparator.comparingInt((String each) -> distance(word, each)))
        .map("; did you mean '%s'?"::formatted)
        .orElse("");
  }

  /** Letters to insert, leave out or replace (Levenshtein), by one row of the table at a time. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
