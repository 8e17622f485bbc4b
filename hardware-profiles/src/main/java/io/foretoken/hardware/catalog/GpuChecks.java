package io.foretoken.hardware.catalog;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Refuses a GPU that contradicts itself, or of which a figure is twice what the known boards of its
 * architecture or the known links of its name do.
 */
final class GpuChecks {
  /** Over twice the next wider format is above what dense units do; 10 % for rounding. */
  private static final double DENSE_STEP = 2.2;

  /** fp4 does 2 to 3.1 times fp8, 4 times on GeForce, where fp8 is halved by FP32 accumulation. */
  private static final double DENSE_FP4_STEP = 4.4;

  /** No board of an architecture was 1.5 times as fast as its flagship; sparse figures are 2. */
  private static final double ABOVE_ALL_KNOWN = 1.5;

  /** One PCIe lane in one direction, 10^9 B/s, by generation from 3. */
  private static final double[] PCIE_LANE = {0.985, 1.969, 3.938, 7.563};

  private final Row<GpuRow> row;
  private final GpuEntry entry;
  private final List<GpuEntry> known;

  private GpuChecks(Row<GpuRow> row, List<GpuEntry> known) {
    this.row = row;
    this.entry = row.value().entry();
    this.known = known;
  }

  /** Checks one entry against itself and against what is known already. */
  static void check(Row<GpuRow> row, List<GpuEntry> known) {
    int before = row.problems().size();
    GpuChecks checks = new GpuChecks(row, known);
    row.checkIdentity(row.value().id(), row.value().asOf());
    checks.peaks();
    checks.memory();
    checks.pair();
    if (row.problems().size() == before) {
      checks.knownPeaks();
      checks.knownLink();
      checks.knownPcie();
    }
  }

  private void peaks() {
    double half = entry.spec().bf16Tflops();
    OptionalDouble fp8 = entry.spec().fp8Tflops();
    OptionalDouble fp4 = entry.spec().fp4Tflops();
    fp8.ifPresent(peak -> step("fp8", peak, "bf16", half, DENSE_STEP));
    if (fp8.isPresent() && fp4.isPresent()) {
      step("fp4", fp4.getAsDouble(), "fp8", fp8.getAsDouble(), DENSE_FP4_STEP);
    }
  }

  private void step(String narrow, double peak, String wide, double widePeak, double most) {
    if (peak < widePeak) {
      row.problem(
          "dense_tflops." + narrow,
          narrow + " has " + text(peak) + " TFLOPS, below the " + text(widePeak) + " of " + wide,
          narrow + " units are at least as fast; leave the line out if the GPU has none");
    } else if (peak > most * widePeak) {
      row.problem(
          "dense_tflops." + narrow,
          narrow + " has " + text(peak) + " TFLOPS, " + wide + " only " + text(widePeak),
          sparseHint(peak));
    }
  }

  private void memory() {
    double visible = entry.spec().visibleMemoryGib();
    double cudaTotal = entry.spec().cudaTotalGib();
    if (visible > entry.memoryLabelGb()) {
      double gib = Math.round(visible * 1e9 / (1 << 30) * 100) / 100.0;
      row.problem(
          "visible_memory_gib",
          "the driver shows "
              + text(visible)
              + " GiB of a board sold with "
              + text(entry.memoryLabelGb())
              + " GB",
          "this looks like GB (10^9 bytes): " + text(visible) + " GB are " + text(gib) + " GiB");
    }
    if (cudaTotal > visible) {
      row.problem(
          "cuda_total_gib",
          "CUDA sees " + text(cudaTotal) + " GiB, the driver only " + text(visible),
          "the driver shows at least as much as CUDA");
    }
  }

  private void pair() {
    OptionalDouble pair = entry.pairGbPerSecondPerDirection();
    double all = entry.spec().scaleUpGbPerSecondPerDirection();
    if (pair.isPresent() && pair.getAsDouble() > all) {
      row.problem(
          "scale_up.pair_gb_per_s_per_direction",
          "one pair has " + text(pair.getAsDouble()) + " GB/s, all links together " + text(all),
          "a pair shares the GPU's links");
    }
  }

  private void knownPeaks() {
    String half = row.value().denseTflops().bf16().isPresent() ? "bf16" : "fp16";
    knownPeak(half, gpu -> OptionalDouble.of(gpu.spec().bf16Tflops()));
    knownPeak("fp8", gpu -> gpu.spec().fp8Tflops());
    knownPeak("fp4", gpu -> gpu.spec().fp4Tflops());
  }

  private void knownPeak(String format, Function<GpuEntry, OptionalDouble> peakOf) {
    OptionalDouble peak = peakOf.apply(entry);
    OptionalDouble most =
        known.stream()
            .filter(gpu -> same(gpu.spec().architecture(), entry.spec().architecture()))
            .flatMapToDouble(gpu -> peakOf.apply(gpu).stream())
            .max();
    if (peak.orElse(0) > ABOVE_ALL_KNOWN * most.orElse(Double.POSITIVE_INFINITY)) {
      row.problem(
          "dense_tflops." + format,
          text(peak.getAsDouble())
              + " TFLOPS, the fastest "
              + entry.spec().architecture()
              + " known does "
              + text(most.getAsDouble()),
          sparseHint(peak.getAsDouble()));
    }
  }

  private void knownLink() {
    if (!entry.spec().scaleUpIsPcie()) {
      String name = firstWord(entry.link());
      known.stream()
          .filter(gpu -> same(firstWord(gpu.link()), name))
          .mapToDouble(gpu -> gpu.spec().scaleUpGbPerSecondPerDirection())
          .filter(rate -> !Double.isNaN(rate))
          .max()
          .ifPresent(
              most ->
                  directions(
                      "scale_up", name, entry.spec().scaleUpGbPerSecondPerDirection(), most));
    }
  }

  private void knownPcie() {
    String generation = entry.pcieGeneration().orElse("");
    if (!generation.matches("[3-6]\\.0 x(1|2|4|8|16)")) {
      return;
    }
    int lanes = Integer.parseInt(generation.substring(generation.indexOf('x') + 1));
    double most = lanes * PCIE_LANE[generation.charAt(0) - '3'];
    String name = "PCIe " + generation;
    entry.pcieGbPerSecondPerDirection().ifPresent(rate -> directions("pcie", name, rate, most));
    if (entry.spec().scaleUpIsPcie()) {
      directions("scale_up", name, entry.spec().scaleUpGbPerSecondPerDirection(), most);
    }
  }

  private void directions(String key, String link, double rate, double most) {
    if (rate > ABOVE_ALL_KNOWN * most) {
      row.problem(
          key + ".gb_per_s_per_direction",
          text(rate) + " GB/s, " + link + " does " + text(most) + " per direction",
          "datasheets add both directions: write " + text(rate / 2));
    }
  }

  private static String sparseHint(double sparse) {
    return "figures \"with sparsity\" are twice the dense ones: write " + text(sparse / 2);
  }

  private static String firstWord(String link) {
    return link.split("[ (]", 2)[0];
  }

  private static boolean same(String a, String b) {
    return a.toLowerCase(Locale.ROOT).equals(b.toLowerCase(Locale.ROOT));
  }

  /** A number without ".0". */
  static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
