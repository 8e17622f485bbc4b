package io.foretoken.workload.arrival;

import io.foretoken.input.bind.Default;
import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Located;
import io.foretoken.input.bind.Named;
import io.foretoken.input.bind.Range;
import io.foretoken.input.bind.Shorthand;
import io.foretoken.input.bind.Variants;
import io.foretoken.input.units.NotAQuantityException;
import io.foretoken.input.units.Rate;
import io.foretoken.input.units.TimeSpan;
import java.util.List;
import java.util.Optional;

/** How requests arrive, as users write it. A bare rate is a Poisson process. */
@Doc("When clients send requests; a bare rate such as 12/s is a Poisson process.")
@Variants(discriminator = "process", number = ArrivalOptions.Poisson.class)
public sealed interface ArrivalOptions {
  /** Evenly spaced. */
  @Doc("Evenly spaced arrivals, the first at time 0.")
  @Named("constant")
  record Constant(@Doc("Arrivals a second.") @Range(min = 0, aboveMin = true) Rate rate)
      implements ArrivalOptions {}

  /** Memoryless. */
  @Doc("Arrivals independent of each other, with exponential gaps.")
  @Named("poisson")
  record Poisson(
      @Doc("Mean arrivals a second.") @Range(min = 0, aboveMin = true) @Shorthand Rate rate)
      implements ArrivalOptions {}

  /** Burstier or more even than Poisson. */
  @Doc("Gamma-distributed gaps, burstier or more even than a Poisson process.")
  @Named("gamma")
  record Gamma(
      @Doc("Mean arrivals a second.") @Range(min = 0, aboveMin = true) Rate rate,
      @Doc(
              "Shape of the gaps' gamma distribution, as in vLLM's benchmark client: 1 is Poisson,"
                  + " less is burstier; the gaps' coefficient of variation is 1/sqrt(burstiness).")
          @Range(min = 0.001, max = 1e6)
          double burstiness)
      implements ArrivalOptions {}

  /** Poisson with an exact number of arrivals per stage. */
  @Doc(
      "Stages of rate x duration arrivals each, with exponential gaps rescaled to fill the stage"
          + " (inference-perf's constant load).")
  @Named("poisson-conditioned")
  record ConditionedPoisson(@Doc("One after the other.") List<StageOptions> stages)
      implements ArrivalOptions {
    /** Refuses an empty list. */
    public ConditionedPoisson {
      if (stages.isEmpty()) {
        throw new IllegalArgumentException("stages needs at least one {rate, duration}");
      }
    }
  }

  /** Poisson with a rate that changes over time. */
  @Doc(
      "A Poisson process whose rate changes over time: periods of constant rate, one after the"
          + " other. Arrivals end after the last, unless they repeat. By default the whole run is"
          + " measured.")
  @Named("diurnal")
  record Diurnal(
      @Doc("One after the other, at least one with a rate above 0.") @Default("[]")
          List<PeriodOptions> periods,
      @Doc(
              "A CSV file in place of periods, with columns start_s (0 in the first row) and"
                  + " rate_per_s; the last period is as long as the one before it.")
          Optional<Located<String>> ratesFrom,
      @Doc("What all rates are multiplied by, such as 1.5 for half as much again.")
          @Default("1.0")
          @Range(min = 0, max = 1e6, aboveMin = true)
          double scale,
      @Doc("Whether the periods begin again after the last; then the run needs stop.duration.")
          @Default("false")
          boolean repeat)
      implements ArrivalOptions {
    /** Refuses rates from two places or from none, and periods without arrivals. */
    public Diurnal {
      if (periods.isEmpty() == ratesFrom.isEmpty()) {
        throw new NotAQuantityException(
            periods.isEmpty() ? "found no rates" : "found periods beside rates_from",
            "write one of periods: [{rate: 12/s, duration: 8h}, ...] and rates_from: FILE.csv");
      }
      if (ratesFrom.isEmpty() && periods.stream().allMatch(each -> each.rate().perSecond() == 0)) {
        throw new NotAQuantityException(
            "found no period with a rate above 0", "nothing would arrive: give one a rate");
      }
    }
  }

  /** A period of the day. */
  @Doc("A stretch of time with one rate.")
  record PeriodOptions(
      @Doc("Mean arrivals a second; may be 0.") @Range(min = 0) Rate rate,
      @Doc("How long it lasts.") @Range(min = 0, aboveMin = true) TimeSpan duration) {}

  /** A stage of load. */
  @Doc("A stretch of load at one rate.")
  record StageOptions(
      @Doc("Arrivals a second.") @Range(min = 0, aboveMin = true) Rate rate,
      @Doc("How long the stage lasts.") @Range(min = 0, aboveMin = true) TimeSpan duration) {}

  /** A closed loop of clients. */
  @Doc("A closed loop: so many clients, each with one request at a time; all begin at time 0.")
  @Named("concurrent")
  record Concurrent(
      @Doc("Number of clients.") @Range(min = 1, max = 10_000_000) int concurrency,
      @Doc("Wait of a client between the end of a request and sending the next.") @Default("0s")
          ThinkTimeOptions thinkTime)
      implements ArrivalOptions {}

  /** Everything at once. */
  @Doc("An offline job: every request at time 0; needs stop.requests.")
  @Named("throughput")
  record Throughput(
      @Doc("When the last answer is due, from the first request on; the run says whether it is.")
          @Range(min = 0, aboveMin = true)
          Optional<TimeSpan> deadline)
      implements ArrivalOptions {}
}
