package io.foretoken.scenario.expected;

import java.util.Optional;

/**
 * The errors of one figure over the measured runs that have something in common.
 *
 * @param quantity key of the figure
 * @param settings {@code stated} of runs whose engine settings are known; without it, of all
 * @param region key of the load region; without it, all
 * @param gpu {@code measured} where the GPU's operators were, {@code estimated} where not; without
 *     it, both
 * @param model {@code dense} or {@code moe}; without it, both
 * @param engine name, or name and version; without it, all
 * @param runs how many were learnt from
 * @param workloads different ones among them
 * @param medianPercent median absolute error, percent of the measured figure
 * @param low lower end of the band, measured over predicted
 * @param high upper end
 */
public record ErrorCell(
    String quantity,
    Optional<String> settings,
    Optional<String> region,
    Optional<String> gpu,
    Optional<String> model,
    Optional<String> engine,
    int runs,
    int workloads,
    double medianPercent,
    double low,
    double high) {

  /** What distinguishes it. */
  public String key() {
    return key(quantity, settings, region, gpu, model, engine);
  }

  /** The band. */
  public ErrorBand band() {
    return new ErrorBand(low, high);
  }

  /** The key of a cell. */
  public static String key(
      String quantity,
      Optional<String> settings,
      Optional<String> region,
      Optional<String> gpu,
      Optional<String> model,
      Optional<String> engine) {
    return String.join(
        "|",
        quantity,
        settings.orElse(""),
        region.orElse(""),
        gpu.orElse(""),
        model.orElse(""),
        engine.orElse(""));
  }
}
