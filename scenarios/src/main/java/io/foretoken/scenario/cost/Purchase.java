package io.foretoken.scenario.cost;

/**
 * What it takes to own a GPU.
 *
 * @param gpuUsd one GPU with its share of server, network and rack, US dollars
 * @param years over which that is written off, in equal parts
 * @param watts of one GPU with its share of the server, on average
 * @param kwhUsd US dollars per kWh
 * @param pue power of the building over power of its computers
 * @param staffUsdPerYear for the whole deployment
 * @param source where the prices stand
 * @param asOf their date, or ""
 */
public record Purchase(
    double gpuUsd,
    double years,
    double watts,
    double kwhUsd,
    double pue,
    double staffUsdPerYear,
    String source,
    String asOf) {
  /** Hours of a year, 365.25 days. */
  public static final double HOURS_PER_YEAR = 8766;

  private static final double WATTS_PER_KILOWATT = 1000;

  /** The purchase of one GPU, by the hour. */
  public double capitalUsdPerGpuHour() {
    return gpuUsd / (years * HOURS_PER_YEAR);
  }

  /** The power of one GPU, by the hour, busy or not. */
  public double powerUsdPerGpuHour() {
    return watts / WATTS_PER_KILOWATT * pue * kwhUsd;
  }

  /** The people, by the hour. */
  public double staffUsdPerHour() {
    return staffUsdPerYear / HOURS_PER_YEAR;
  }

  /**
   * All of it, by the hour.
   *
   * <p>Example: 8 GPUs of $35,000 over 4 years ($0.9982 an hour each), 1,100 W at PUE 1.3 and $0.10
   * per kWh ($0.143), staff of $87,660 a year ($10): 8 x 1.1412 + 10 = $19.13 an hour.
   */
  public double usdPerHour(int gpus) {
    return gpus * (capitalUsdPerGpuHour() + powerUsdPerGpuHour()) + staffUsdPerHour();
  }
}
