package io.foretoken.scenario.cost;

import io.foretoken.scenario.figure.RunFigures;

/**
 * What tokens cost, twice: on reserved GPUs, which are paid whether busy or not, and at full
 * utilisation, when the deployment is kept full with requests of the same lengths. US dollars.
 *
 * @param price of a GPU
 * @param gpus GPUs that are paid
 * @param usdPerHour of the deployment
 * @param windowGpuHours GPU-hours of the window
 * @param reserved by tokens of requests that completed in the window
 * @param full by tokens of the companion run
 * @param fullLoad what the companion run delivers
 * @param shares what each class and tenant bears of the window, and what nobody does
 */
public record CostFigures(
    GpuPrice price,
    int gpus,
    double usdPerHour,
    double windowGpuHours,
    PerToken reserved,
    PerToken full,
    FullLoad fullLoad,
    CostShares shares) {
  /** Hours of a month, 365.25 days / 12. */
  public static final double HOURS_PER_MONTH = 730.5;

  private static final double MILLION = 1e6;
  private static final double SECONDS_PER_HOUR = 3600;

  /**
   * All money over one kind of token at a time; NaN where there are none of the kind.
   *
   * @param output per million output tokens
   * @param input per million prompt tokens
   * @param cached per million prompt tokens from the prefix cache
   * @param total per million prompt and output tokens
   * @param request per request
   */
  public record PerToken(double output, double input, double cached, double total, double request) {
    static PerToken of(
        double usdPerSecond, double output, double input, double cached, double requests) {
      return new PerToken(
          per(usdPerSecond, output / MILLION),
          per(usdPerSecond, input / MILLION),
          per(usdPerSecond, cached / MILLION),
          per(usdPerSecond, (input + output) / MILLION),
          per(usdPerSecond, requests));
    }

    private static double per(double usdPerSecond, double rate) {
      return rate > 0 ? usdPerSecond / rate : Double.NaN;
    }
  }

  /** Computes them. */
  public static CostFigures of(GpuPrice price, RunFigures run, FullLoad full) {
    int gpus = run.pools().stream().mapToInt(pool -> pool.facts().gpus()).sum();
    double usdPerHour = gpus * price.usdPerHour();
    double usdPerSecond = usdPerHour / SECONDS_PER_HOUR;
    return new CostFigures(
        price,
        gpus,
        usdPerHour,
        gpus * run.seconds() / SECONDS_PER_HOUR,
        PerToken.of(
            usdPerSecond,
            run.outputTokensPerSecond(),
            run.inputTokensPerSecond(),
            run.cachedTokensPerSecond(),
            run.requestsPerSecond()),
        PerToken.of(
            usdPerSecond,
            full.outputTokensPerSecond(),
            full.inputTokensPerSecond(),
            0,
            full.requestsPerSecond()),
        full,
        CostShares.of(run, usdPerSecond * run.seconds()));
  }
}
