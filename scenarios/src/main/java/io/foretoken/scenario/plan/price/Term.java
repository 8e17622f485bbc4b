package io.foretoken.scenario.plan.price;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How a GPU is paid. */
public enum Term {
  /** While it runs. */
  ON_DEMAND("on-demand"),
  /** All week, whether it runs or not. */
  RESERVED("reserved"),
  /** While it runs; it may be taken away at any time. */
  SPOT("spot");

  private final String word;

  Term(String word) {
    this.word = word;
  }

  /** The word in scenarios, files and tables. */
  public String word() {
    return word;
  }

  /** The term of that word. */
  public static Optional<Term> named(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
  }

  /** All words. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Term::word).toList();
  }
}
