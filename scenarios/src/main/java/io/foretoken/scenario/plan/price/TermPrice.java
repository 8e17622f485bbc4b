package io.foretoken.scenario.plan.price;

import java.util.Arrays;
import java.util.List;

/**
 * What one GPU costs for one hour under a term.
 *
 * @param gpu catalogue id
 * @param usdPerHour by period of the forecast; NaN where there is no price
 * @param source whose price it is
 * @param asOf its date, or ""
 */
public record TermPrice(
    String gpu, Term term, List<Double> usdPerHour, String source, String asOf) {
  /** The same price in every period. */
  public static TermPrice always(
      String gpu, Term term, double usd, int periods, String source, String asOf) {
    Double[] all = new Double[periods];
    Arrays.fill(all, usd);
    return new TermPrice(gpu, term, List.of(all), source, asOf);
  }

  /** Whether there is a price in every period. */
  public boolean isWhole() {
    return usdPerHour.stream().noneMatch(usd -> usd.isNaN());
  }

  /** The lowest price of any period. */
  public double lowest() {
    return usdPerHour.stream()
        .filter(usd -> !usd.isNaN())
        .mapToDouble(Double::doubleValue)
        .min()
        .orElse(Double.NaN);
  }
}
