package io.foretoken.scenario.figure;

import io.foretoken.hardware.engine.CalibratedBand;
import io.foretoken.hardware.engine.CalibratedOn;
import io.foretoken.hardware.engine.CalibratedRange;
import io.foretoken.hardware.engine.CalibratedSetting;
import io.foretoken.hardware.step.Parallelism;
import io.foretoken.sim.metrics.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The calibration that a pool's profile comes from, and where a run leaves what it covers.
 *
 * @param range loads and lengths covered
 * @param bands expected errors inside
 * @param leaves in what the run, or the pool itself, leaves it; empty inside
 */
public record PoolCalibration(
    CalibratedRange range, List<CalibratedBand> bands, List<String> leaves) {
  /** A little beyond the measured runs is still like them. */
  private static final double SLACK = 1.1;

  /** Keeps copies. */
  public PoolCalibration {
    bands = List.copyOf(bands);
    leaves = List.copyOf(leaves);
  }

  /**
   * Of a pool, before anything has run.
   *
   * @param weights its weight format
   * @param settings its settings, by their paths; of those that the calibration knows nothing of
   *     nothing follows
   */
  public static PoolCalibration of(
      CalibratedOn calibration,
      String model,
      String gpu,
      String weights,
      Map<String, String> settings,
      Parallelism division) {
    List<String> leaves = new ArrayList<>();
    different(leaves, "model", model, calibration.model());
    different(leaves, "GPU", gpu, calibration.gpu());
    if (!calibration.weights().isEmpty()) {
      different(leaves, "weights", weights, calibration.weights());
    }
    different(leaves, "tensor", division.tensor(), calibration.tensor());
    different(leaves, "pipeline", division.pipeline(), calibration.pipeline());
    different(leaves, "data", division.data(), calibration.data());
    different(leaves, "expert", division.expert(), calibration.expert());
    for (CalibratedSetting setting : calibration.settings()) {
      String is = settings.get(setting.key());
      if (is != null) {
        different(leaves, setting.key(), is, setting.value());
      }
    }
    return new PoolCalibration(calibration.range(), calibration.bands(), leaves);
  }

  /** Whether the run is like those of the calibration. */
  public boolean isInside() {
    return leaves.isEmpty();
  }

  /**
   * The same after a run.
   *
   * @param running mean sequences in the running lists of all replicas
   */
  PoolCalibration judged(RunResult result, int replicas, double running) {
    List<String> all = new ArrayList<>(leaves);
    double requests = result.tokens().completedRequests();
    if (requests > 0 && result.seconds() > 0) {
      double rate = requests / result.seconds() / replicas;
      double context =
          (result.tokens().completedInput() + result.tokens().completedOutput()) / requests;
      beyond(all, "requests/s", rate, range.leastRate(), range.mostRate(), "%.1f");
      beyond(all, "running", running / replicas, range.leastRunning(), range.mostRunning(), "%.1f");
      beyond(all, "context", context, range.leastContext(), range.mostContext(), "%.0f");
    }
    return new PoolCalibration(range, bands, all);
  }

  private static void different(List<String> leaves, String what, int is, int was) {
    different(leaves, what, Integer.toString(is), Integer.toString(was));
  }

  private static void different(List<String> leaves, String what, String is, String was) {
    if (!is.equals(was)) {
      leaves.add(what + " " + is + ", calibrated on " + was);
    }
  }

  private static void beyond(
      List<String> leaves, String what, double is, double least, double most, String format) {
    if (is < least / SLACK || is > most * SLACK) {
      leaves.add(
          String.format(
              Locale.ROOT,
              "%s " + format + ", calibrated " + format + " to " + format,
              what,
              is,
              least,
              most));
    }
  }
}
