package io.foretoken.workload.length;

import io.foretoken.input.bind.Default;
import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Named;
import io.foretoken.input.bind.Range;
import io.foretoken.input.bind.Shorthand;
import io.foretoken.input.bind.Variants;
import io.foretoken.input.units.NotAQuantityException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** A distribution of token counts, as users write it. A bare number is a fixed length. */
@Doc("Lengths in tokens; a bare number is always that length.")
@Variants(discriminator = "distribution", number = LengthOptions.Fixed.class)
public sealed interface LengthOptions {
  /** The distribution in the terms of the simulation. */
  LengthDistribution distribution();

  /** Always the same. */
  @Doc("Always the same length.")
  @Named("fixed")
  record Fixed(
      @Doc("The length.") @Range(min = 1, max = LengthDistribution.LONGEST) @Shorthand int tokens)
      implements LengthOptions {
    @Override
    public LengthDistribution distribution() {
      return new FixedLength(tokens);
    }
  }

  /** Equally likely between two bounds. */
  @Doc("Every whole number from min to max, equally often.")
  @Named("uniform")
  record Uniform(
      @Doc("Shortest length.") @Range(min = 1, max = LengthDistribution.LONGEST) int min,
      @Doc("Longest length.") @Range(min = 1, max = LengthDistribution.LONGEST) int max)
      implements LengthOptions {
    /** Refuses bounds the wrong way round. */
    public Uniform {
      LengthOptionChecks.bounds(OptionalInt.of(min), OptionalInt.of(max));
    }

    @Override
    public LengthDistribution distribution() {
      return new UniformLength(min, max);
    }
  }

  /** Log-normal by mean and 99th percentile, or by mean and sigma. */
  @Doc("Log-normal lengths, by their mean and either p99 or sigma.")
  @Named("lognormal")
  record Lognormal(
      @Doc("Mean length, before clipping.") @Range(min = 1, max = LengthDistribution.LONGEST)
          double mean,
      @Doc("99th percentile, before clipping; above the mean, at most 14.97 times it.")
          @Range(min = 1, max = LengthDistribution.LONGEST)
          OptionalDouble p99,
      @Doc("Standard deviation of the natural logarithm of the length.")
          @Range(min = 0, max = 10, aboveMin = true)
          OptionalDouble sigma,
      @Doc("Shorter lengths are raised to this.") @Range(min = 1, max = LengthDistribution.LONGEST)
          OptionalInt min,
      @Doc("Longer lengths are cut to this.") @Range(min = 1, max = LengthDistribution.LONGEST)
          OptionalInt max)
      implements LengthOptions {
    /** Refuses both or none of p99 and sigma, and a pair of mean and p99 that cannot be. */
    public Lognormal {
      if (p99.isPresent() == sigma.isPresent()) {
        throw new NotAQuantityException(
            p99.isPresent() ? "p99 and sigma are both given" : "neither p99 nor sigma is given",
            "write one of p99 and sigma");
      }
      String reason = p99.isPresent() ? LognormalLength.whyImpossible(mean, p99.orElse(0)) : "";
      if (!reason.isEmpty()) {
        throw new NotAQuantityException(
            "mean " + mean + " and p99 " + p99.orElse(0) + " do not go together: " + reason,
            "write a p99 from above the mean to 14.97 times it, or sigma");
      }
      LengthOptionChecks.bounds(min, max);
    }

    @Override
    public LengthDistribution distribution() {
      LengthBounds bounds = LengthOptionChecks.bounds(min, max);
      return p99.isPresent()
          ? LognormalLength.ofMeanAndP99(mean, p99.getAsDouble(), bounds)
          : LognormalLength.ofMeanAndSigma(mean, sigma.orElseThrow(), bounds);
    }
  }

  /** Gamma by mean and coefficient of variation. */
  @Doc("Gamma-distributed lengths.")
  @Named("gamma")
  record Gamma(
      @Doc("Mean length, before clipping.") @Range(min = 1, max = LengthDistribution.LONGEST)
          double mean,
      @Doc("Coefficient of variation: standard deviation / mean.") @Range(min = 0.001, max = 10)
          double cv,
      @Doc("Shorter lengths are raised to this.") @Range(min = 1, max = LengthDistribution.LONGEST)
          OptionalInt min,
      @Doc("Longer lengths are cut to this.") @Range(min = 1, max = LengthDistribution.LONGEST)
          OptionalInt max)
      implements LengthOptions {
    /** Refuses bounds the wrong way round. */
    public Gamma {
      LengthOptionChecks.bounds(min, max);
    }

    @Override
    public LengthDistribution distribution() {
      return new GammaLength(mean, cv, LengthOptionChecks.bounds(min, max));
    }
  }

  /** Exponential. */
  @Doc("Exponentially distributed lengths.")
  @Named("exponential")
  record Exponential(
      @Doc("Mean length, before clipping.") @Range(min = 1, max = LengthDistribution.LONGEST)
          double mean,
      @Doc("Shorter lengths are raised to this.") @Range(min = 1, max = LengthDistribution.LONGEST)
          OptionalInt min,
      @Doc("Longer lengths are cut to this.") @Range(min = 1, max = LengthDistribution.LONGEST)
          OptionalInt max)
      implements LengthOptions {
    /** Refuses bounds the wrong way round. */
    public Exponential {
      LengthOptionChecks.bounds(min, max);
    }

    @Override
    public LengthDistribution distribution() {
      return new GammaLength(mean, 1, LengthOptionChecks.bounds(min, max));
    }
  }

  /** Normal, clipped. */
  @Doc("Normally distributed lengths, clipped, as inference-perf and GenAI-Perf draw them.")
  @Named("normal")
  record Normal(
      @Doc("Mean length, before clipping.") @Range(min = 1, max = LengthDistribution.LONGEST)
          double mean,
      @Doc("Standard deviation, before clipping.")
          @Range(min = 0, max = LengthDistribution.LONGEST, aboveMin = true)
          double stddev,
      @Doc("Shorter lengths are raised to this.") @Range(min = 1, max = LengthDistribution.LONGEST)
          OptionalInt min,
      @Doc("Longer lengths are cut to this.") @Range(min = 1, max = LengthDistribution.LONGEST)
          OptionalInt max)
      implements LengthOptions {
    /** Refuses bounds the wrong way round. */
    public Normal {
      LengthOptionChecks.bounds(min, max);
    }

    @Override
    public LengthDistribution distribution() {
      return new NormalLength(mean, stddev, LengthOptionChecks.bounds(min, max));
    }
  }

  /** Given by quantiles or by a histogram. */
  @Doc("Lengths given by some of their quantiles, or by a histogram.")
  @Named("empirical")
  record Empirical(
      @Doc("Points of the distribution function, ascending, the last one at p: 1.") @Default("[]")
          List<QuantileOptions> quantiles,
      @Doc("Bins, ascending; a bin holds the lengths above the one before up to its own upto.")
          @Default("[]")
          List<BinOptions> histogram)
      implements LengthOptions {
    /** Refuses both or none of the two, and points out of order. */
    public Empirical {
      if (quantiles.isEmpty() == histogram.isEmpty()) {
        throw new NotAQuantityException(
            quantiles.isEmpty()
                ? "neither quantiles nor a histogram is given"
                : "quantiles and a histogram are both given",
            "write one of quantiles: [{p: 0.5, tokens: 200}, ...] and histogram: [{upto: 100,"
                + " weight: 3}, ...]");
      }
      LengthOptionChecks.empirical(quantiles, histogram);
    }

    @Override
    public LengthDistribution distribution() {
      return LengthOptionChecks.empirical(quantiles, histogram);
    }
  }

  /** A point of a distribution function. */
  @Doc("A quantile.")
  record QuantileOptions(
      @Doc("Share of the lengths that are at most so long.") @Range(min = 0, max = 1) double p,
      @Doc("The length.") @Range(min = 0, max = LengthDistribution.LONGEST) int tokens) {}

  /** A bin of a histogram. */
  @Doc("A bin of a histogram, within which all lengths are equally likely.")
  record BinOptions(
      @Doc("Longest length in the bin.") @Range(min = 1, max = LengthDistribution.LONGEST) int upto,
      @Doc("How often its lengths come, in any unit.") @Range(min = 0, max = 1e15) double weight) {}
}
