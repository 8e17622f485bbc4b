package io.foretoken.hardware.operator;

/**
 * How unevenly tokens choose experts. A property of model and traffic, not of the GPU.
 *
 * @param concentration spread of the experts' popularity; smaller is more skewed, infinite is
 *     uniform random routing [c]
 * @param imbalance excess load of the fullest of several ranks [s]
 * @param unevenRows share of the padding that experts with more rows than their even share cause; 1
 *     where popularity is spread, 0 where every expert gets the same
 */
public record Routing(double concentration, double imbalance, double unevenRows) {
  /** The skew that measured power-law routings show: c = 0.7 to 1.5, s = 0.8 to 1.7. */
  public static final Routing SKEWED = new Routing(1.2, 1.0, 1);

  /** Every token draws its experts uniformly and independently. */
  public static final Routing UNIFORM = new Routing(Double.POSITIVE_INFINITY, 0, 1);

  /** Experts that are equally popular, each with its even share of a step's tokens. */
  public static final Routing EVEN = new Routing(Double.POSITIVE_INFINITY, 0, 0);
}
