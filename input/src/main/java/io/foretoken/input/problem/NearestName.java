package io.foretoken.input.problem;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * The name a user most likely meant. A name is near when few letters differ (insertions, deletions,
 * substitutions and swaps of neighbours each count one: the restricted Damerau-Levenshtein
 * distance; upper and lower case, {@code -} and {@code _} count as the same), or when one contains
 * the other. Example: {@code max_num_seq} is one letter from {@code max_num_seqs}.
 */
public final class NearestName {
  private static final int MAX_LENGTH = 200;
  private static final int MIN_CONTAINED = 3;

  private NearestName() {}

  /** The nearest of {@code known}; the first of them on a tie; empty when none is near. */
  public static Optional<String> of(String wanted, Collection<String> known) {
    String want = normalise(wanted);
    if (want.isEmpty() || want.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String best = null;
    int bestDistance = Integer.MAX_VALUE;
    for (String name : known) {
      int distance = distance(want, normalise(name));
      if (distance < bestDistance) {
        bestDistance = distance;
        best = name;
      }
    }
    int tolerated = Math.max(1, want.length() / 3);
    if (best != null && bestDistance <= tolerated) {
      return Optional.of(best);
    }
    return containing(want, known);
  }

  /** {@code did you mean "x"?}, or an empty text when no name is near. */
  public static String question(String wanted, Collection<String> known) {
    return of(wanted, known).map(name -> "did you mean \"" + name + "\"?").orElse("");
  }

  private static Optional<String> containing(String want, Collection<String> known) {
    String best = null;
    for (String name : known) {
      String candidate = normalise(name);
      boolean contains =
          (want.length() >= MIN_CONTAINED && candidate.contains(want))
              || (candidate.length() >= MIN_CONTAINED && want.contains(candidate));
      if (contains && (best == null || name.length() < best.length())) {
        best = name;
      }
    }
    return Optional.ofNullable(best);
  }

  private static String normalise(String name) {
    return name.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  private static int distance(String a, String b) {
    int[] beforePrevious = new int[b.length() + 1];
    int[] previous = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        current[j] = swapped ? Math.min(best, beforePrevious[j - 2] + 1) : best;
      }
      int[] recycled = beforePrevious;
      beforePrevious = previous;
      previous = current;
      current = recycled;
    }
    return previous[b.length()];
  }
}
