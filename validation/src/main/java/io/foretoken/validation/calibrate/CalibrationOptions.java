package io.foretoken.validation.calibrate;

/**
 * How a calibration is done.
 *
 * @param seed of the points where the search starts and of the bootstrap
 * @param starts points where the search starts, the shipped profile among them; at least 1
 * @param rounds most steps of the search
 * @param draws bootstrap draws that the intervals come from
 * @param tpotModelError how far the simulator itself may be off in TPOT, standard deviation of the
 *     logarithm: what is smaller than this is not chased
 * @param ttftModelError the same of TTFT
 * @param holdBack whether a part of the data is held back to score the fit
 * @param workers runs simulated at a time
 */
public record CalibrationOptions(
    long seed,
    int starts,
    int rounds,
    int draws,
    double tpotModelError,
    double ttftModelError,
    boolean holdBack,
    int workers) {
  /**
   * As the command does it. The model's errors are about what is left of the best described sets of
   * docs/validation.md: what constants cannot mend.
   */
  public static final CalibrationOptions DEFAULT =
      new CalibrationOptions(1, 3, 4, 400, 0.01, 0.02, true, 2);

  /** With another seed. */
  public CalibrationOptions withSeed(long other) {
    return new CalibrationOptions(
        other, starts, rounds, draws, tpotModelError, ttftModelError, holdBack, workers);
  }

  /** With another number of runs simulated at a time. */
  public CalibrationOptions withWorkers(int other) {
    return new CalibrationOptions(
        seed, starts, rounds, draws, tpotModelError, ttftModelError, holdBack, other);
  }

  /** With a shorter search. */
  public CalibrationOptions withSearch(int otherStarts, int otherRounds) {
    return new CalibrationOptions(
        seed, otherStarts, otherRounds, draws, tpotModelError, ttftModelError, holdBack, workers);
  }

  /** With nothing held back. */
  public CalibrationOptions withAllData() {
    return new CalibrationOptions(
        seed, starts, rounds, draws, tpotModelError, ttftModelError, false, workers);
  }
}
