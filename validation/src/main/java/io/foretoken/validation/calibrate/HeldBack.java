package io.foretoken.validation.calibrate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is fitted and what is kept from the fit to score it. Of three runs or more, whole runs are
 * kept back, every fourth by load, the second lowest first; of fewer, the last quarter of the
 * requests of each, which are sent but not looked at.
 *
 * @param fitted what the fit sees
 * @param kept what it does not see
 * @param words how the data was divided
 */
public record HeldBack(List<CalibrationRun> fitted, List<CalibrationRun> kept, String words) {
  private static final int RUNS = 3;
  private static final int EVERY = 4;

  /** A quarter of fewer requests than this would score nothing but noise. */
  private static final int REQUESTS = 80;

  /** Keeps copies. */
  public HeldBack {
    fitted = List.copyOf(fitted);
    kept = List.copyOf(kept);
  }

  /**
   * Divides runs.
   *
   * @param holdBack whether anything is to be kept from the fit
   */
  public static HeldBack of(List<CalibrationRun> runs, boolean holdBack) {
    if (!holdBack) {
      return new HeldBack(runs, List.of(), "nothing was held back");
    }
    return runs.size() >= RUNS ? byRun(runs) : byTime(runs);
  }

  private static HeldBack byRun(List<CalibrationRun> runs) {
    List<CalibrationRun> byLoad = new ArrayList<>(runs);
    byLoad.sort(
        Comparator.comparingDouble(RequestsInFlight::of).thenComparing(run -> run.run().id()));
    List<CalibrationRun> fitted = new ArrayList<>();
    List<CalibrationRun> kept = new ArrayList<>();
    for (int i = 0; i < byLoad.size(); i++) {
      (i % EVERY == 1 ? kept : fitted).add(byLoad.get(i));
    }
    String words = kept.size() + " of " + runs.size() + " runs, chosen by load before the fit";
    return new HeldBack(fitted, kept, words);
  }

  private static HeldBack byTime(List<CalibrationRun> runs) {
    List<CalibrationRun> fitted = new ArrayList<>();
    List<CalibrationRun> kept = new ArrayList<>();
    for (CalibrationRun run : runs) {
      int[] span = run.span();
      int length = span[1] - span[0];
      if (length < REQUESTS) {
        fitted.add(run);
      } else {
        int cut = span[1] - length / EVERY;
        fitted.add(run.within(span[0], cut));
        kept.add(run.within(cut, span[1]));
      }
    }
    return new HeldBack(
        fitted,
        kept,
        kept.isEmpty()
            ? "nothing was held back: too few requests are known one by one"
            : "the last quarter of each run's requests");
  }
}
