package io.foretoken.validation.calibrate;

import java.util.Locale;

/** Told how far a calibration is. */
@FunctionalInterface
public interface CalibrationProgress {
  /** Tells nobody. */
  CalibrationProgress SILENT = (stage, round, share, error) -> {};

  /** What is being done. */
  enum Stage {
    /** Simulating with the profile as it ships. */
    PRIOR("shipped profile"),
    /** Trying points to start from. */
    STARTS("starting points"),
    /** Moving the constants. */
    FIT("fitting"),
    /** Scoring what was held back. */
    SCORE("held-back data");

    private final String words;

    Stage(String words) {
      this.words = words;
    }

    /** For people. */
    public String words() {
      return words;
    }
  }

  /** Stage, step and error for people, such as {@code fitting, step 2, error 1.3 %}. */
  static String words(Stage stage, int round, double error) {
    return stage.words()
        + ", step "
        + round
        + (Double.isNaN(error) ? "" : String.format(Locale.ROOT, ", error %.1f %%", error));
  }

  /**
   * Called after every simulation of all runs, from one thread.
   *
   * @param round step of the search, from 0
   * @param share of the whole work that is done, 0 to 1
   * @param error median absolute error of the figures so far, percent; NaN before any is known
   */
  void update(Stage stage, int round, double share, double error);
}
