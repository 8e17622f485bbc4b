package io.foretoken.hardware.catalog;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Compares a user's GPU with the shipped ones of the same architecture and with the same kind of
 * link, to catch figures that are twice what the hardware does.
 */
final class KnownHardware {
  /** No board of an architecture was 1.5 times as fast as its flagship; sparse figures are 2. */
  private static final double ABOVE_ALL_KNOWN = 1.5;

  /** Bytes per second and direction of one PCIe lane, 10^9, by generation from 3. */
  private static final double[] PCIE_LANE = {0.985, 1.969, 3.938, 7.563};

  private KnownHardware() {}

  static void check(Fields fields, GpuEntry entry, List<GpuEntry> known) {
    checkPeaks(fields, entry, known);
    checkLink(fields, entry, known);
    checkPcie(fields, entry);
  }

  private static void checkPeaks(Fields fields, GpuEntry entry, List<GpuEntry> known) {
    Fields peaks = fields.child("dense_tflops").orElse(fields);
    String half = peaks.has("bf16") ? "bf16" : "fp16";
    checkPeak(peaks, half, entry, known, gpu -> OptionalDouble.of(gpu.spec().bf16Tflops()));
    checkPeak(peaks, "fp8", entry, known, gpu -> gpu.spec().fp8Tflops());
    checkPeak(peaks, "fp4", entry, known, gpu -> gpu.spec().fp4Tflops());
  }

  private static void checkPeak(
      Fields peaks,
      String format,
      GpuEntry entry,
      List<GpuEntry> known,
      Function<GpuEntry, OptionalDouble> peakOf) {
    OptionalDouble peak = peakOf.apply(entry);
    OptionalDouble most =
        known.stream()
            .filter(gpu -> same(gpu.spec().architecture(), entry.spec().architecture()))
            .flatMapToDouble(gpu -> peakOf.apply(gpu).stream())
            .max();
    if (peak.isPresent()
        && most.isPresent()
        && peak.getAsDouble() > ABOVE_ALL_KNOWN * most.getAsDouble()) {
      peaks.problem(
          format,
          GpuReader.text(peak.getAsDouble())
              + " TFLOPS, the fastest "
              + entry.spec().architecture()
              + " known does "
              + GpuReader.text(most.getAsDouble()),
          GpuReader.sparseHint(peak.getAsDouble()));
    }
  }

  private static void checkLink(Fields fields, GpuEntry entry, List<GpuEntry> known) {
    if (entry.spec().scaleUpIsPcie()) {
      return;
    }
    OptionalDouble most =
        known.stream()
            .filter(gpu -> same(firstWord(gpu.link()), firstWord(entry.link())))
            .mapToDouble(gpu -> gpu.spec().scaleUpGbPerSecondPerDirection())
            .max();
    if (most.isPresent()) {
      checkDirections(
          fields,
          "scale_up",
          firstWord(entry.link()),
          entry.spec().scaleUpGbPerSecondPerDirection(),
          most.getAsDouble());
    }
  }

  private static void checkPcie(Fields fields, GpuEntry entry) {
    String generation = entry.pcieGeneration().orElse("");
    if (!generation.matches("[3-6]\\.0 x(1|2|4|8|16)")) {
      return;
    }
    int lanes = Integer.parseInt(generation.substring(generation.indexOf('x') + 1));
    double most = lanes * PCIE_LANE[generation.charAt(0) - '3'];
    String name = "PCIe " + generation;
    entry
        .pcieGbPerSecondPerDirection()
        .ifPresent(rate -> checkDirections(fields, "pcie", name, rate, most));
    if (entry.spec().scaleUpIsPcie()) {
      checkDirections(
          fields, "scale_up", name, entry.spec().scaleUpGbPerSecondPerDirection(), most);
    }
  }

  private static void checkDirections(
      Fields fields, String key, String link, double rate, double most) {
    if (rate > ABOVE_ALL_KNOWN * most) {
      fields
          .child(key)
          .orElse(fields)
          .problem(
              "gb_per_s_per_direction",
              GpuReader.text(rate)
                  + " GB/s, "
                  + link
                  + " does "
                  + GpuReader.text(most)
                  + " per direction",
              "datasheets add both directions: write " + GpuReader.text(rate / 2));
    }
  }

  private static String firstWord(String link) {
    return link.split("[ (]", 2)[0];
  }

  private static boolean same(String a, String b) {
    return a.toLowerCase(Locale.ROOT).equals(b.toLowerCase(Locale.ROOT));
  }
}
