package io.foretoken.scenario.expected;

import io.foretoken.hardware.engine.CalibratedBand;
import io.foretoken.scenario.figure.Basis;
import io.foretoken.scenario.figure.PoolCalibration;
import io.foretoken.scenario.figure.RunFigures;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The error to expect of the figures of a run.
 *
 * @param region how hard the engines are pressed
 * @param extrapolations in what the run reaches beyond the measured ones, or beyond those that its
 *     profile was calibrated on
 * @param bands by figure
 * @param calibrated whether some of them come from the user's own runs
 */
public record ExpectedError(
    LoadRegion region,
    List<String> extrapolations,
    Map<ErrorQuantity, ErrorBand> bands,
    boolean calibrated) {

  /** Latencies that are printed. */
  public enum Latency {
    TTFT,
    TPOT,
    /** Not measured in any set: taken as uncertain as TPOT. */
    ITL,
    E2E,
    /** Not measured in any set: a wait like those in TTFT. */
    CLIENT_QUEUE
  }

  /** Statistics that are printed. */
  public enum Statistic {
    MEAN,
    P50,
    P90,
    P95,
    P99
  }

  /**
   * Of a finished run, from what ships.
   *
   * @param openLoop whether requests come whatever became of earlier ones
   */
  public static ExpectedError of(RunFigures run, boolean openLoop) {
    return of(run, openLoop, ErrorBands.shipped());
  }

  static ExpectedError of(RunFigures run, boolean openLoop, ErrorBands learnt) {
    Basis basis = run.pools().get(0).facts().basis();
    LoadSigns signs = LoadSigns.of(run, openLoop);
    LoadRegion region = LoadRegion.of(signs);
    Map<ErrorQuantity, ErrorBand> bands = new EnumMap<>(ErrorQuantity.class);
    for (ErrorQuantity quantity : ErrorQuantity.values()) {
      learnt.band(quantity, basis, region, true).ifPresent(band -> bands.put(quantity, band));
    }
    if (signs.openLoop()
        && signs.keepsUp()
        && bands.containsKey(ErrorQuantity.OFFERED_THROUGHPUT)) {
      bands.put(ErrorQuantity.THROUGHPUT, bands.get(ErrorQuantity.OFFERED_THROUGHPUT));
    }
    bands.remove(ErrorQuantity.OFFERED_THROUGHPUT);
    List<String> extrapolations = new ArrayList<>(learnt.extrapolations(basis));
    Optional<PoolCalibration> calibration = run.pools().get(0).facts().calibration();
    boolean inside = calibration.filter(PoolCalibration::isInside).isPresent();
    if (inside) {
      extrapolations.clear();
      calibrated(calibration.get(), bands);
    } else {
      calibration.ifPresent(left -> extrapolations.addAll(left.leaves()));
    }
    boolean own = inside && !calibration.get().bands().isEmpty();
    return new ExpectedError(region, extrapolations, bands, own);
  }

  /** Inside the range of a calibration its own bands hold, of the figures that it scored. */
  private static void calibrated(PoolCalibration calibration, Map<ErrorQuantity, ErrorBand> bands) {
    for (CalibratedBand band : calibration.bands()) {
      for (ErrorQuantity quantity : ErrorQuantity.values()) {
        if (quantity.key().equals(band.figure()) && bands.containsKey(quantity)) {
          bands.put(quantity, new ErrorBand(band.low(), band.high()));
        }
      }
    }
  }

  /** The band of a latency. */
  public ErrorBand of(Latency latency, Statistic statistic) {
    boolean middle = statistic == Statistic.MEAN || statistic == Statistic.P50;
    return bands.get(
        switch (latency) {
          case TPOT, ITL -> ErrorQuantity.TPOT_MEAN;
          case E2E -> middle ? ErrorQuantity.E2E_MEAN : ErrorQuantity.E2E_P99;
          case TTFT, CLIENT_QUEUE ->
              middle
                  ? ErrorQuantity.TTFT_MEAN
                  : statistic == Statistic.P90 ? ErrorQuantity.TTFT_P90 : ErrorQuantity.TTFT_P99;
        });
  }

  /** The band of throughputs, of requests as of tokens. */
  public ErrorBand throughput() {
    return bands.get(ErrorQuantity.THROUGHPUT);
  }

  /** What the bands are and what they rest on, in one line. */
  public String explanation() {
    return "expected: where nine of ten measured runs are, relative to the prediction"
        + (calibrated
            ? "; p99 of TTFT and E2E by runs of others, all else by what the calibration held back"
            : "")
        + " ("
        + region.words()
        + (extrapolations.isEmpty() ? "" : "; extrapolates: " + String.join(", ", extrapolations))
        + ")";
  }
}
