package io.foretoken.workload.arrival;

import io.foretoken.input.bind.Default;
import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Named;
import io.foretoken.input.bind.Range;
import io.foretoken.input.bind.Shorthand;
import io.foretoken.input.bind.Variants;
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
