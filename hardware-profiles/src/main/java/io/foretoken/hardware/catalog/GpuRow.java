package io.foretoken.hardware.catalog;

import io.foretoken.input.bind.Default;
import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Key;
import io.foretoken.input.bind.Range;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** A GPU as a catalogue file writes it. */
@Doc("One accelerator: dense peaks, decimal rates, binary memory.")
public record GpuRow(
    @Doc("Lower-case name that finds it.") String id,
    @Doc("Other names that find it.") @Default("[]") List<String> aliases,
    @Doc("What the vendor calls it; default: the id.") Optional<String> name,
    @Default("unknown") String vendor,
    @Doc("Such as SXM5 or PCIe.") Optional<String> formFactor,
    @Doc("Family, such as Hopper.") String architecture,
    @Doc("CUDA compute capability.") @Range(min = 1) OptionalDouble computeCapability,
    @Doc("Peaks without structured sparsity.") Peaks denseTflops,
    @Default("unknown") String memoryType,
    @Doc("The number on the box, GB.") @Range(min = 0, aboveMin = true) double memoryLabelGb,
    @Doc("What the driver shows, GiB.") @Range(min = 0, aboveMin = true) double visibleMemoryGib,
    @Default("as written in the entry") String visibleMemoryBasis,
    @Doc("What CUDA reports as total, GiB; default: 0.988 of what the driver shows.")
        @Range(min = 0, aboveMin = true)
        OptionalDouble cudaTotalGib,
    Optional<String> cudaTotalBasis,
    @Doc("Memory bandwidth, 10^9 B/s.") @Range(min = 0, aboveMin = true) double memoryGbPerS,
    @Doc("Last-level cache, MiB.") @Range(min = 0, aboveMin = true) OptionalDouble l2Mib,
    @Doc("SMs or CUs.") @Range(min = 1) OptionalInt multiprocessors,
    @Doc("Link to the peers in the box; PCIe where there is no other.") ScaleUp scaleUp,
    Optional<Pcie> pcie,
    @Doc("Scale-out network per GPU, Gbit/s.") @Range(min = 0, aboveMin = true)
        OptionalDouble nicGbitPerS,
    @Doc("Board power.") @Range(min = 0, aboveMin = true) OptionalDouble tdpWatts,
    @Doc("Best matrix products seen.") Optional<Measured> measuredMatmulTflops,
    @Default("medium") Confidence confidence,
    @Doc("When the figures were collected.") String asOf,
    @Doc("Where the figures stand.") String source,
    @Default("\"\"") String notes) {

  /** Mean share of the boards that were measured (A100 0.990, H100 0.994, RTX 4090 0.980). */
  private static final double USUAL_CUDA_SHARE = 0.988;

  /** Dense peaks by format, 10^12 operations per second with FP32 accumulation. */
  @Doc("Dense peaks, 10^12 operations per second with FP32 accumulation.")
  public record Peaks(
      @Doc("Vector rate.") @Range(min = 0, aboveMin = true) OptionalDouble fp32,
      @Range(min = 0, aboveMin = true) OptionalDouble tf32,
      @Range(min = 0, aboveMin = true) OptionalDouble fp16,
      @Range(min = 0, aboveMin = true) OptionalDouble bf16,
      @Range(min = 0, aboveMin = true) OptionalDouble fp8,
      @Range(min = 0, aboveMin = true) OptionalDouble int8,
      @Range(min = 0, aboveMin = true) OptionalDouble fp4) {
    /** At least one of fp16 and bf16 is needed. */
    public Peaks {
      if (fp16.isEmpty() && bf16.isEmpty()) {
        throw new IllegalArgumentException("neither \"bf16\" nor \"fp16\" is here");
      }
    }

    /** The bf16 rate, or that of fp16 on cards without bf16. */
    double half() {
      return bf16.orElseGet(fp16::getAsDouble);
    }
  }

  /** The link to the peers in the box. */
  @Doc("The link to the peers in the box.")
  public record ScaleUp(
      @Doc("Such as NVLink4 or PCIe.") String link,
      @Doc("All links of one GPU, one direction, 10^9 B/s.")
          @Range(min = 0, aboveMin = true)
          @Key("gb_per_s_per_direction")
          OptionalDouble gbPerSPerDirection,
      @Doc("Between one pair, one direction.")
          @Range(min = 0, aboveMin = true)
          @Key("pair_gb_per_s_per_direction")
          OptionalDouble pairGbPerSPerDirection,
      Optional<String> topology,
      @Doc("GPUs that it joins.") @Default("1") @Range(min = 1) int domain) {}

  /** The link to the host. */
  @Doc("The link to the host.")
  public record Pcie(
      @Doc("Such as \"5.0 x16\".") String generation,
      @Range(min = 0, aboveMin = true) @Key("gb_per_s_per_direction")
          OptionalDouble gbPerSPerDirection) {}

  /** Best matrix products seen. */
  @Doc("Best matrix products seen, 10^12 operations per second.")
  public record Measured(
      @Range(min = 0, aboveMin = true) OptionalDouble bf16,
      @Range(min = 0, aboveMin = true) OptionalDouble fp8) {}

  double cudaTotal() {
    return cudaTotalGib.orElse(visibleMemoryGib * USUAL_CUDA_SHARE);
  }

  GpuEntry entry() {
    GpuSpec spec =
        new GpuSpec(
            id,
            name.orElse(id),
            architecture,
            computeCapability.orElse(Double.NaN),
            denseTflops.half(),
            denseTflops.fp8(),
            denseTflops.int8(),
            denseTflops.fp4(),
            visibleMemoryGib,
            cudaTotal(),
            memoryGbPerS,
            l2Mib.orElse(Double.NaN),
            multiprocessors.orElse(0),
            scaleUp.gbPerSPerDirection().orElse(Double.NaN),
            scaleUp.link().toLowerCase(Locale.ROOT).startsWith("pcie"),
            scaleUp.domain(),
            tdpWatts.orElse(Double.NaN),
            confidence.word(),
            source);
    return new GpuEntry(
        spec,
        aliases,
        vendor,
        formFactor,
        denseTflops.fp32(),
        denseTflops.tf32(),
        memoryType,
        memoryLabelGb,
        visibleMemoryBasis,
        cudaTotalBasis.orElse(
            cudaTotalGib.isPresent()
                ? "as written in the entry"
                : "derived: visible x " + USUAL_CUDA_SHARE + ", the mean of measured boards"),
        scaleUp.link(),
        scaleUp.pairGbPerSPerDirection(),
        scaleUp.topology(),
        pcie.map(Pcie::generation),
        pcie.map(Pcie::gbPerSPerDirection).orElse(OptionalDouble.empty()),
        nicGbitPerS,
        measuredMatmulTflops.map(Measured::bf16).orElse(OptionalDouble.empty()),
        measuredMatmulTflops.map(Measured::fp8).orElse(OptionalDouble.empty()),
        asOf,
        notes);
  }
}
