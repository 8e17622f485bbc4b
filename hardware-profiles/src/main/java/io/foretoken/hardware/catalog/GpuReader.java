package io.foretoken.hardware.catalog;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads one entry of a list of GPUs and refuses what contradicts itself. */
final class GpuReader {
  /**
   * CUDA total over visible memory where an entry does not say: the mean of the boards that were
   * measured (A100 0.990, H100 0.994, RTX 4090 0.980).
   */
  private static final double USUAL_CUDA_SHARE = 0.988;

  /** Over twice the next format: above what dense units do; 10 % for rounding. */
  private static final double DENSE_STEP = 2.2;

  /** fp4 does 2 to 3.1 times fp8, 4 times on GeForce, where fp8 is halved by FP32 accumulation. */
  private static final double DENSE_FP4_STEP = 4.4;

  private GpuReader() {}

  static GpuEntry read(Fields fields) {
    String id = EntryReader.id(fields);
    Fields peaks = fields.requiredChild("dense_tflops").orElse(fields);
    OptionalDouble fp16 = peaks.optionalNumber("fp16");
    OptionalDouble bf16 = peaks.optionalNumber("bf16");
    OptionalDouble fp8 = peaks.optionalNumber("fp8");
    OptionalDouble int8 = peaks.optionalNumber("int8");
    OptionalDouble fp4 = peaks.optionalNumber("fp4");
    double half = bf16.orElse(fp16.orElse(Double.NaN));
    if (Double.isNaN(half) && fields.has("dense_tflops")) {
      fields.problem("dense_tflops", "neither \"bf16\" nor \"fp16\" is here", "");
    }
    checkPeaks(peaks, half, fp8, fp4);
    double visible = fields.number("visible_memory_gib");
    double label = fields.number("memory_label_gb");
    double cudaTotal = fields.number("cuda_total_gib", visible * USUAL_CUDA_SHARE);
    checkMemory(fields, label, visible, cudaTotal);
    Optional<Fields> scaleUp = fields.requiredChild("scale_up");
    Optional<Fields> pcie = fields.child("pcie");
    Optional<Fields> measured = fields.child("measured_matmul_tflops");
    String link = scaleUp.map(up -> up.text("link")).orElse("");
    double perDirection =
        scaleUp.map(up -> up.number("gb_per_s_per_direction", Double.NaN)).orElse(Double.NaN);
    OptionalDouble pair =
        scaleUp
            .map(up -> up.optionalNumber("pair_gb_per_s_per_direction"))
            .orElse(OptionalDouble.empty());
    if (pair.isPresent() && pair.getAsDouble() > perDirection) {
      scaleUp
          .get()
          .problem(
              "pair_gb_per_s_per_direction",
              "one pair has "
                  + text(pair.getAsDouble())
                  + " GB/s, all links of the GPU together "
                  + text(perDirection),
              "");
    }
    GpuSpec spec =
        new GpuSpec(
            id,
            fields.text("name", id),
            fields.text("architecture"),
            fields.number("compute_capability", Double.NaN),
            half,
            fp8,
            int8,
            fp4,
            visible,
            cudaTotal,
            fields.number("memory_gb_per_s"),
            fields.number("l2_mib", Double.NaN),
            fields.count("multiprocessors", 0),
            perDirection,
            link.toLowerCase(Locale.ROOT).startsWith("pcie"),
            scaleUp.map(up -> up.count("domain", 1)).orElse(1),
            fields.number("tdp_watts", Double.NaN),
            EntryReader.confidence(fields),
            fields.text("source"));
    return new GpuEntry(
        spec,
        fields.texts("aliases"),
        fields.text("vendor", "unknown"),
        optionalText(fields, "form_factor"),
        peaks.optionalNumber("fp32"),
        peaks.optionalNumber("tf32"),
        fields.text("memory_type", "unknown"),
        label,
        fields.text("visible_memory_basis", "as written in the entry"),
        fields.text("cuda_total_basis", cudaBasis(fields)),
        link,
        pair,
        scaleUp.flatMap(up -> optionalText(up, "topology")),
        pcie.flatMap(bus -> optionalText(bus, "generation")),
        pcie.map(bus -> bus.optionalNumber("gb_per_s_per_direction"))
            .orElse(OptionalDouble.empty()),
        fields.optionalNumber("nic_gbit_per_s"),
        measured.map(best -> best.optionalNumber("bf16")).orElse(OptionalDouble.empty()),
        measured.map(best -> best.optionalNumber("fp8")).orElse(OptionalDouble.empty()),
        EntryReader.date(fields, false),
        fields.text("notes", ""));
  }

  private static String cudaBasis(Fields fields) {
    return fields.has("cuda_total_gib")
        ? "as written in the entry"
        : "derived: visible x " + USUAL_CUDA_SHARE + ", the mean of measured boards";
  }

  private static void checkPeaks(
      Fields peaks, double half, OptionalDouble fp8, OptionalDouble fp4) {
    if (fp8.isPresent() && fp8.getAsDouble() < half) {
      peaks.problem(
          "fp8",
          "fp8 has " + text(fp8.getAsDouble()) + " TFLOPS, below the " + text(half) + " of bf16",
          "fp8 units are at least as fast; leave the line out if the GPU has none");
    }
    if (fp8.isPresent() && fp8.getAsDouble() > DENSE_STEP * half) {
      peaks.problem(
          "fp8",
          "fp8 has "
              + text(fp8.getAsDouble())
              + " TFLOPS, over twice the "
              + text(half)
              + " of bf16",
          sparseHint(fp8.getAsDouble()));
    }
    if (fp4.isPresent() && fp8.isPresent()) {
      double limit = DENSE_FP4_STEP * fp8.getAsDouble();
      if (fp4.getAsDouble() > limit) {
        peaks.problem(
            "fp4",
            "fp4 has " + text(fp4.getAsDouble()) + " TFLOPS, fp8 only " + text(fp8.getAsDouble()),
            sparseHint(fp4.getAsDouble()));
      }
      if (fp4.getAsDouble() < fp8.getAsDouble()) {
        peaks.problem(
            "fp4",
            "fp4 has "
                + text(fp4.getAsDouble())
                + " TFLOPS, below the "
                + text(fp8.getAsDouble())
                + " of fp8",
            "leave the line out if the GPU has no fp4 units");
      }
    }
  }

  private static void checkMemory(Fields fields, double label, double visible, double cudaTotal) {
    if (visible > label) {
      fields.problem(
          "visible_memory_gib",
          "the driver shows " + text(visible) + " GiB of a board sold with " + text(label) + " GB",
          "this looks like GB (10^9 bytes): "
              + text(visible)
              + " GB are "
              + text(Math.round(visible * 1e9 / (1 << 30) * 100) / 100.0)
              + " GiB");
    }
    if (cudaTotal > visible) {
      fields.problem(
          "cuda_total_gib",
          "CUDA sees " + text(cudaTotal) + " GiB, the driver only " + text(visible),
          "");
    }
  }

  /** What to write instead of a figure with structured sparsity. */
  static String sparseHint(double sparse) {
    return "figures \"with sparsity\" are twice the dense ones: write " + text(sparse / 2);
  }

  static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static Optional<String> optionalText(Fields fields, String key) {
    return fields.has(key) ? Optional.of(fields.text(key)) : Optional.empty();
  }
}
