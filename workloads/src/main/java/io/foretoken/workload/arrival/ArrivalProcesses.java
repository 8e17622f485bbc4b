package io.foretoken.workload.arrival;

import io.foretoken.workload.arrival.ArrivalOptions.Concurrent;
import io.foretoken.workload.arrival.ArrivalOptions.ConditionedPoisson;
import io.foretoken.workload.arrival.ArrivalOptions.Constant;
import io.foretoken.workload.arrival.ArrivalOptions.Gamma;
import io.foretoken.workload.arrival.ArrivalOptions.Poisson;
import io.foretoken.workload.arrival.ArrivalOptions.Throughput;

/** From arrivals as written to arrival processes: one line per process. */
public final class ArrivalProcesses {
  private ArrivalProcesses() {}

  /**
   * The open-loop process of the options.
   *
   * @throws IllegalArgumentException for a closed loop, which is no arrival process
   */
  public static ArrivalProcess of(ArrivalOptions options) {
    if (options instanceof Constant constant) {
      return new ConstantArrivals(constant.rate().perSecond());
    }
    if (options instanceof Poisson poisson) {
      return new PoissonArrivals(poisson.rate().perSecond());
    }
    if (options instanceof Gamma gamma) {
      return new GammaArrivals(gamma.rate().perSecond(), gamma.burstiness());
    }
    if (options instanceof ConditionedPoisson conditioned) {
      return new ConditionedPoissonArrivals(
          conditioned.stages().stream()
              .map(stage -> new Stage(stage.rate().perSecond(), stage.duration().nanos()))
              .toList());
    }
    if (options instanceof Throughput) {
      return new ThroughputArrivals();
    }
    if (options instanceof Concurrent) {
      throw new IllegalArgumentException("a closed loop is no arrival process");
    }
    throw new IllegalArgumentException("no process for " + options);
  }
}
