package io.bluewake.config;

import java.util.Collection;

/** Finds what somebody probably meant. */
final class Suggestion {
  private Suggestion() {}

  /** A sentence such as {@code "; did you mean 'clean'?"}, or nothing when nothing is near. */
  static String of(String written, Collection<String> known) {
    String best = "";
    int least = Math.max(2, written.length() / 3) + 1;
    for (String candidate : known) {
      int d =
          distance(
              written.toLowerCase(java.util.Locale.ROOT),
              candidate.toLowerCase(java.util.Locale.ROOT));
      if (d < least) {
        least = d;
        best = candidate;
      }
    }
    return best.isEmpty() ? "" : "; did you mean '" + best + "'?";
  }

  /** Number of letters to insert, remove or replace (Levenshtein). */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
