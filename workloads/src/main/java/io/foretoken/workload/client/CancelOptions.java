package io.foretoken.workload.client;

import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Named;
import io.foretoken.input.bind.Range;
import io.foretoken.input.bind.Shorthand;
import io.foretoken.input.bind.Variants;
import io.foretoken.input.units.TimeSpan;

/** When clients cancel, as users write it. A bare time is always the same. */
@Doc("Time from sending to cancelling; a bare time such as 20s is always the same.")
@Variants(discriminator = "distribution", number = CancelOptions.Fixed.class)
public sealed interface CancelOptions {
  /** Mean time from sending to cancelling. */
  long meanNanos();

  /** Whether the time is drawn for each request. */
  boolean isExponential();

  /** Always the same. */
  @Doc("Always the same time.")
  @Named("fixed")
  record Fixed(@Doc("The time.") @Range(min = 0, aboveMin = true) @Shorthand TimeSpan time)
      implements CancelOptions {
    @Override
    public long meanNanos() {
      return time.nanos();
    }

    @Override
    public boolean isExponential() {
      return false;
    }
  }

  /** Exponentially distributed. */
  @Doc("Exponentially distributed times.")
  @Named("exponential")
  record Exponential(@Doc("Mean time.") @Range(min = 0, aboveMin = true) TimeSpan mean)
      implements CancelOptions {
    @Override
    public long meanNanos() {
      return mean.nanos();
    }

    @Override
    public boolean isExponential() {
      return true;
    }
  }
}
