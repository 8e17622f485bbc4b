package io.foretoken.workload.arrival;

import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Named;
import io.foretoken.input.bind.Shorthand;
import io.foretoken.input.bind.Variants;
import io.foretoken.input.units.TimeSpan;

/** The think time of closed-loop clients, as users write it. A bare time is always the same. */
@Doc("Think time of a client; a bare time such as 2s is always the same.")
@Variants(discriminator = "distribution", number = ThinkTimeOptions.Fixed.class)
public sealed interface ThinkTimeOptions {
  /** The think time in the terms of the simulation. */
  ThinkTime thinkTime();

  /** Always the same. */
  @Doc("Always the same time.")
  @Named("fixed")
  record Fixed(@Doc("The time.") @Shorthand TimeSpan time) implements ThinkTimeOptions {
    @Override
    public ThinkTime thinkTime() {
      return new ThinkTime(time.nanos(), false);
    }
  }

  /** Exponentially distributed. */
  @Doc("Exponentially distributed times.")
  @Named("exponential")
  record Exponential(@Doc("Mean time.") TimeSpan mean) implements ThinkTimeOptions {
    @Override
    public ThinkTime thinkTime() {
      return new ThinkTime(mean.nanos(), true);
    }
  }
}
