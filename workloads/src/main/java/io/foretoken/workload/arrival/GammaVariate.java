package io.foretoken.workload.arrival;

import io.foretoken.sim.random.Purpose;
import io.foretoken.workload.random.StreamRandom;

/**
 * Gamma variates of scale 1 by the method of Marsaglia and Tsang ("A simple method for generating
 * gamma variables", ACM TOMS 26(3), 2000). Every entity has its own sequence of draws, so how many
 * tries one takes changes no other. Commons Math has the method only on top of its own sequential
 * generators.
 */
final class GammaVariate {
  /** Draw 0 boosts shapes below 1; each try takes three draws from here on. */
  private static final int FIRST_TRY = 1;

  private static final int DRAWS_PER_TRY = 3;

  private final double shape;
  private final double d;
  private final double c;

  GammaVariate(double shape) {
    this.shape = shape;
    double effective = shape < 1 ? shape + 1 : shape;
    this.d = effective - 1.0 / 3.0;
    this.c = 1.0 / Math.sqrt(9 * d);
  }

  double draw(StreamRandom random, Purpose purpose, long entity) {
    double large = atLeastOne(random, purpose, entity);
    if (shape >= 1) {
      return large;
    }
    // Gamma(a) = Gamma(a + 1) x U^(1/a), same paper, section 6.
    return large * StrictMath.pow(random.positiveUnit(purpose, entity, 0), 1 / shape);
  }

  private double atLeastOne(StreamRandom random, Purpose purpose, long entity) {
    for (int draw = FIRST_TRY; ; draw += DRAWS_PER_TRY) {
      double radius = Math.sqrt(2 * random.exponential(purpose, entity, draw));
      double angle = 2 * Math.PI * random.unit(purpose, entity, draw + 1);
      double normal = radius * StrictMath.cos(angle);
      double root = 1 + c * normal;
      if (root <= 0) {
        continue;
      }
      double v = root * root * root;
      double logU = -random.exponential(purpose, entity, draw + 2);
      if (logU < 0.5 * normal * normal + d * (1 - v + StrictMath.log(v))) {
        return d * v;
      }
    }
  }
}
