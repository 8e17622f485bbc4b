package io.foretoken.workload.arrival;

import io.foretoken.input.units.Rate;
import io.foretoken.workload.arrival.ArrivalOptions.ConditionedPoisson;
import io.foretoken.workload.arrival.ArrivalOptions.Constant;
import io.foretoken.workload.arrival.ArrivalOptions.Diurnal;
import io.foretoken.workload.arrival.ArrivalOptions.Gamma;
import io.foretoken.workload.arrival.ArrivalOptions.Poisson;
import io.foretoken.workload.arrival.ArrivalOptions.StageOptions;
import java.util.Optional;

/** A part of a flow of requests: the same process at a part of its rate. */
public final class ArrivalShare {
  private ArrivalShare() {}

  /**
   * The part; empty for arrivals that have no rate.
   *
   * @param share in (0, 1]
   */
  public static Optional<ArrivalOptions> of(ArrivalOptions whole, double share) {
    if (whole instanceof Poisson poisson) {
      return Optional.of(new Poisson(times(poisson.rate(), share)));
    }
    if (whole instanceof Constant constant) {
      return Optional.of(new Constant(times(constant.rate(), share)));
    }
    if (whole instanceof Gamma gamma) {
      return Optional.of(new Gamma(times(gamma.rate(), share), gamma.burstiness()));
    }
    if (whole instanceof ConditionedPoisson conditioned) {
      return Optional.of(
          new ConditionedPoisson(
              conditioned.stages().stream()
                  .map(stage -> new StageOptions(times(stage.rate(), share), stage.duration()))
                  .toList()));
    }
    if (whole instanceof Diurnal diurnal) {
      return Optional.of(
          new Diurnal(
              diurnal.periods(), diurnal.ratesFrom(), diurnal.scale() * share, diurnal.repeat()));
    }
    return Optional.empty();
  }

  private static Rate times(Rate rate, double share) {
    return new Rate(rate.perSecond() * share);
  }
}
