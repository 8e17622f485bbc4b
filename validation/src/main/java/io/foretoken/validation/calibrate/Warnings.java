package io.foretoken.validation.calibrate;

import io.foretoken.scenario.expected.LoadRegion;
import io.foretoken.scenario.expected.LoadSigns;
import io.foretoken.validation.fit.PriorFit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What a user should know about a calibration. */
final class Warnings {
  /**
   * The simulator does not describe runs that are further off than this many times the expected.
   */
  private static final double MISFIT = 2;

  private static final int FEW_REQUESTS = 500;

  /** Below this share of the way a user should know why constants hardly moved. */
  private static final double LITTLE_TRUST = 0.5;

  private Warnings() {}

  static List<String> of(
      RunFit fit,
      List<Simulated> after,
      double[] errors,
      PriorFit.Given given,
      double misfit,
      double trusted) {
    List<String> warnings = new ArrayList<>();
    if (trusted < LITTLE_TRUST) {
      warnings.add(
          "the profile describes these runs "
              + (trusted > 0 ? "nearly as well" : "as well")
              + " before the fit as the simulator can be trusted from one load to the next: "
              + (trusted > 0
                  ? String.format(
                      Locale.ROOT,
                      "constants went %.0f %% of the way to what fits best",
                      100 * trusted)
                  : "no constant was moved"));
    }
    if (misfit > MISFIT) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "the simulator does not describe these runs: they are off by %.1f times what noise"
                  + " and its usual error explain, most of all %s",
              misfit,
              worst(fit, errors, given.weights())));
    }
    if (after.stream().noneMatch(run -> isNearSaturation(run.pressure()))) {
      Simulated.Pressure highest =
          after.stream()
              .map(Simulated::pressure)
              .max(Comparator.comparingDouble(Simulated.Pressure::running))
              .orElseThrow();
      warnings.add(
          String.format(
              Locale.ROOT,
              "the load never rose high enough to say anything about saturation: at most %.1f"
                  + " sequences running (%.0f %% of the slots) and %.0f %% of the KV cache held;"
                  + " measure a run near the limit too",
              highest.running(),
              100 * highest.slotShare(),
              100 * highest.kvPeak()));
    }
    long requests = fit.runs().stream().mapToLong(run -> run.run().load().requests()).sum();
    if (requests < FEW_REQUESTS) {
      warnings.add(requests + " requests are few: 2,000 at each of several rates say much more");
    }
    if (fit.runs().stream().noneMatch(CalibrationRun::hasRequests)) {
      warnings.add(
          "only figures of whole runs are known: files with every request fix more constants");
    }
    return warnings;
  }

  private static boolean isNearSaturation(Simulated.Pressure pressure) {
    LoadSigns signs =
        new LoadSigns(
            true,
            pressure.keepsUp(),
            pressure.waitShare(),
            pressure.slotShare(),
            pressure.kvPeak(),
            pressure.running());
    return LoadRegion.of(signs) == LoadRegion.NEAR_SATURATION;
  }

  /** The target that is furthest off in units of what was expected; NaN is of no known error. */
  static int worst(double[] errors, double[] weights) {
    int worst = 0;
    double most = -1;
    for (int i = 0; i < errors.length; i++) {
      double far = Math.abs(errors[i] * weights[i]);
      if (far > most) {
        most = far;
        worst = i;
      }
    }
    return worst;
  }

  private static String worst(RunFit fit, double[] errors, double[] weights) {
    int worst = worst(errors, weights);
    Target target = fit.targets().get(worst);
    return String.format(
        Locale.ROOT,
        "%s of %s%s (predicted %+.0f %%)",
        target.quantity().name(),
        fit.runs().get(target.run()).run().id(),
        target.label().isEmpty() ? "" : ", " + target.label(),
        100 * (StrictMath.exp(errors[worst]) - 1));
  }
}
