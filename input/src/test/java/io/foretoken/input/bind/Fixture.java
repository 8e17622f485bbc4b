package io.foretoken.input.bind;

import io.foretoken.input.units.ByteSize;
import io.foretoken.input.units.Percent;
import io.foretoken.input.units.Rate;
import io.foretoken.input.units.TimeSpan;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.MapNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A small document with every kind of component, declared as the readers of scenarios do. */
final class Fixture {
  private Fixture() {}

  @Doc("A deployment and its load.")
  record Scenario(
      @Doc("A name for tables.") String name,
      List<Pool> fleet,
      @Doc("Who gets the next request.") @Default("round-robin") Routing routing,
      Workload workload,
      @Default("{}") Client client,
      Optional<Slo> slo,
      Map<String, List<LocatedNode>> sweep,
      @Default("1") long seed) {}

  record Pool(
      String pool,
      @NameOf("gpu") Located<String> gpu,
      @Default("1") @Range(min = 1, max = 4096) int replicas,
      @Default("aggregated") Role role,
      Engine engine) {}

  enum Role {
    AGGREGATED,
    PREFILL,
    @Named({"decode", "generation"})
    DECODE
  }

  enum Precision {
    BF16("bf16"),
    NONE("none");

    private final String key;

    Precision(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }
  }

  record Engine(
      String name,
      @Doc("Picks rules and defaults.") @Quoted Optional<String> version,
      @Default("0.9") @Range(min = 0, aboveMin = true, max = 1) double gpuMemoryUtilization,
      @Default("true") boolean enablePrefixCaching,
      Optional<ByteSize> swap,
      OptionalInt numGpuBlocksOverride,
      Optional<Precision> precision,
      @Key("lambda") OptionalDouble skew) {}

  @Variants(discriminator = "policy")
  sealed interface Routing {}

  @Named("round-robin")
  record RoundRobin() implements Routing {}

  @Named({"least-outstanding", "least-loaded"})
  record LeastOutstanding(@Default("0ms") TimeSpan staleness) implements Routing {}

  @Named("weighted")
  record Weighted(List<Integer> weights) implements Routing {}

  record Workload(
      Arrivals arrivals, @Doc("Prompt lengths.") Length inputTokens, Optional<Percent> cached) {}

  @Variants(
      discriminator = "process",
      value = {Poisson.class, Gamma.class})
  sealed interface Arrivals {}

  @Named("poisson")
  record Poisson(@Range(min = 0, aboveMin = true) Rate rate) implements Arrivals {}

  @Named("gamma")
  record Gamma(Rate rate, @Range(min = 0, aboveMin = true) double burstiness) implements Arrivals {}

  @Doc("How many tokens.")
  @Variants(
      discriminator = "distribution",
      number = Fixed.class,
      text = FromFile.class,
      otherwise = LogNormal.class)
  sealed interface Length {}

  @Named("fixed")
  record Fixed(@Shorthand @Range(min = 1) int tokens) implements Length {}

  @Named("lognormal")
  record LogNormal(double mean, double p99) implements Length {
    LogNormal {
      if (p99 <= mean) {
        throw new IllegalArgumentException("p99 must be above the mean");
      }
    }
  }

  @Named("file")
  record FromFile(@Shorthand String file) implements Length {}

  record Client(
      OptionalLong maxInFlight, Optional<TimeSpan> timeout, @Default("0ms") TimeSpan rtt) {}

  record Slo(Target ttft, @Remaining MapNode others) {}

  record Target(@Shorthand TimeSpan p99, Optional<TimeSpan> p50) {}

  /** A tree: a record that contains itself. */
  record Tree(String name, @Default("[]") List<Tree> children) {}

  @AllowsUnknownKeys
  record ModelConfig(int numHiddenLayers) {}
}
