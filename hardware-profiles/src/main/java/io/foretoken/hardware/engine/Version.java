package io.foretoken.hardware.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A dotted version number; missing parts are 0, so 0.19 equals 0.19.0.
 *
 * @param parts its numbers, without trailing zeros
 */
public record Version(List<Integer> parts) implements Comparable<Version> {

  public Version {
    List<Integer> significant = new ArrayList<>(parts);
    while (!significant.isEmpty() && significant.get(significant.size() - 1) == 0) {
      significant.remove(significant.size() - 1);
    }
    parts = Collections.unmodifiableList(significant);
  }

  /**
   * A version as written, with or without a leading v; what follows the numbers (rc1, .post1) is
   * passed over.
   *
   * @throws IllegalArgumentException if it does not begin with a number
   */
  public static Version of(String text) {
    return parse(text)
        .orElseThrow(() -> new IllegalArgumentException("not a version: \"" + text + "\""));
  }

  /** The same, empty instead of an exception. */
  public static Optional<Version> parse(String text) {
    String numbers = text.startsWith("v") ? text.substring(1) : text;
    List<Integer> parts = new ArrayList<>();
    for (String part : numbers.split("\\.", -1)) {
      int digits = 0;
      while (digits < part.length() && part.charAt(digits) >= '0' && part.charAt(digits) <= '9') {
        digits++;
      }
      if (digits == 0 || digits > 9) {
        break;
      }
      parts.add(Integer.parseInt(part.substring(0, digits)));
      if (digits < part.length()) {
        break;
      }
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(new Version(parts));
  }

  @Override
  public int compareTo(Version other) {
    int length = Math.max(parts.size(), other.parts.size());
    for (int i = 0; i < length; i++) {
      int mine = i < parts.size() ? parts.get(i) : 0;
      int theirs = i < other.parts.size() ? other.parts.get(i) : 0;
      if (mine != theirs) {
        return Integer.compare(mine, theirs);
      }
    }
    return 0;
  }
}
