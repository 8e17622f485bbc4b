package io.foretoken.workload.arrival;

import io.foretoken.input.bind.Located;
import io.foretoken.workload.arrival.ArrivalOptions.Concurrent;
import io.foretoken.workload.arrival.ArrivalOptions.ConditionedPoisson;
import io.foretoken.workload.arrival.ArrivalOptions.Constant;
import io.foretoken.workload.arrival.ArrivalOptions.Diurnal;
import io.foretoken.workload.arrival.ArrivalOptions.Gamma;
import io.foretoken.workload.arrival.ArrivalOptions.PeriodOptions;
import io.foretoken.workload.arrival.ArrivalOptions.Poisson;
import io.foretoken.workload.arrival.ArrivalOptions.Throughput;
import java.util.List;
import java.util.function.Function;

/** From arrivals as written to arrival processes: one line per process. */
public final class ArrivalProcesses {
  private ArrivalProcesses() {}

  /**
   * The open-loop process of the options.
   *
   * @param rates reads the rates of a file that they name
   * @throws IllegalArgumentException for a closed loop, which is no arrival process
   */
  public static ArrivalProcess of(
      ArrivalOptions options, Function<Located<String>, List<RatePeriod>> rates) {
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
    if (options instanceof Diurnal diurnal) {
      List<RatePeriod> periods =
          diurnal.ratesFrom().map(rates).orElseGet(() -> periods(diurnal.periods()));
      return new DiurnalArrivals(
          periods.stream()
              .map(each -> new RatePeriod(each.perSecond() * diurnal.scale(), each.durationNanos()))
              .toList(),
          diurnal.repeat());
    }
    if (options instanceof Throughput) {
      return new ThroughputArrivals();
    }
    if (options instanceof Concurrent) {
      throw new IllegalArgumentException("a closed loop is no arrival process");
    }
    throw new IllegalArgumentException("no process for " + options);
  }

  private static List<RatePeriod> periods(List<PeriodOptions> written) {
    return written.stream()
        .map(each -> new RatePeriod(each.rate().perSecond(), each.duration().nanos()))
        .toList();
  }
}
