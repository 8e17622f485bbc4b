package io.foretoken.hardware.memory;

import java.util.Locale;

/**
 * SGLang's rule: {@code mem_fraction_static} of what is free at start is for weights and KV cache;
 * activations and graphs live in the rest, which may be too small.
 */
final class SglangMemory implements MemoryRule {
  @Override
  public MemoryPlan divide(MemoryRequest request) {
    Footprint footprint = Footprint.of(request);
    long total = (long) (request.gpu().cudaTotalGib() * Footprint.GIB);
    long free = total - footprint.runtime();
    long usable = (long) (free * request.fraction());
    long kvBytes = usable - footprint.weights();
    PlanLines lines =
        new PlanLines()
            .amount(request.gpu().name() + ": total for CUDA", (double) total)
            .amount("- runtime", -(double) footprint.runtime())
            .amount(PlanLines.share(request), (double) usable)
            .amount(PlanLines.weights(request), -(double) footprint.weights());
    long dynamic = footprint.activations() + footprint.graphs();
    if (dynamic > free - usable) {
      lines.text(
          String.format(
              Locale.ROOT,
              "note: activations and graphs need %.2f GiB, the rest of the card is %.2f GiB;"
                  + " lower mem_fraction_static",
              dynamic / Footprint.GIB,
              (free - usable) / Footprint.GIB));
    }
    return lines.plan(request, total, usable, footprint, kvBytes);
  }
}
