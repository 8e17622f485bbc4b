package io.foretoken.scenario.cost;

import java.util.Optional;

/**
 * GPUs that are paid by the hour against an API that is paid by the token, for the same requests.
 * The API's cache is taken to hold what the prefix cache held.
 *
 * @param ownUsdPerHour what the GPUs cost
 * @param apiUsdPerRequest what the API would ask for a request of the mix that was served
 * @param apiUsdPerHour what it would ask for the load that was served
 * @param requestsPerSecond load from which the GPUs are cheaper; infinite where the API is free
 * @param shareOfFull that load as a share of what the GPUs deliver when they are kept full; above 1
 *     they never are cheaper
 */
public record BreakEven(
    String basis,
    double ownUsdPerHour,
    double apiUsdPerRequest,
    double apiUsdPerHour,
    double requestsPerSecond,
    Optional<Double> shareOfFull) {
  private static final double SECONDS_PER_HOUR = 3600;

  /**
   * Computes it.
   *
   * <p>Example: an API that asks $0.000255 a request and a GPU of $2.99 an hour are even at 2.99 /
   * 3600 / 0.000255 = 3.257 requests/s.
   *
   * @param basis what the GPUs are paid by, such as rental
   */
  static BreakEven of(String basis, double ownUsdPerHour, Usage usage, ApiPrice api) {
    Usage.Work work = usage.work();
    double perRequest =
        api.usd((double) work.input(), (double) work.cached(), (double) work.output())
            / work.requests();
    double even = ownUsdPerHour / SECONDS_PER_HOUR / perRequest;
    return new BreakEven(
        basis,
        ownUsdPerHour,
        perRequest,
        perRequest * work.requests() / usage.seconds() * SECONDS_PER_HOUR,
        even,
        usage.full().map(full -> even / full.requestsPerSecond()));
  }

  /** Whether the GPUs cost less than the API at the load that was served. */
  public boolean isOwnCheaper() {
    return ownUsdPerHour < apiUsdPerHour;
  }

  /** Whether any load that the GPUs can serve makes them cheaper; true where that is not known. */
  public boolean isWithinReach() {
    return shareOfFull.orElse(0.0) <= 1;
  }
}
