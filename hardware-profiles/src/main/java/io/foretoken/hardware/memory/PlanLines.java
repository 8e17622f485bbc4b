package io.foretoken.hardware.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a plan's arithmetic, one amount per line. */
final class PlanLines {
  private final List<String> lines = new ArrayList<>();

  /** A line such as {@code - weights (bf16) -14.96 GiB}. */
  PlanLines amount(String what, double bytes) {
    lines.add(String.format(Locale.ROOT, "%-52s %9.2f GiB", what, bytes / Footprint.GIB));
    return this;
  }

  PlanLines text(String line) {
    lines.add(line);
    return this;
  }

  List<String> list() {
    return List.copyOf(lines);
  }

  /** The end of every plan: pools, and what is missing if something is. */
  MemoryPlan plan(
      MemoryRequest request, long total, long usable, Footprint footprint, long kvBytes) {
    amount("= KV cache", (double) kvBytes);
    List<KvGroupPlan> pools = KvDivision.pools(request, kvBytes);
    for (KvGroupPlan pool : pools) {
      text(
          String.format(
              Locale.ROOT,
              "  %s attention, %d layers: %d bytes per token and GPU, %d blocks of %d = %d tokens",
              pool.name(),
              pool.layers(),
              pool.bytesPerToken(),
              pool.blocks(),
              request.blockSize(),
              (long) pool.blocks() * request.blockSize()));
    }
    int longest = Math.max(1, request.maxModelLen());
    long needed = KvDivision.bytesOfSequence(request, longest);
    long missing = Math.max(0, needed - kvBytes);
    if (missing > 0) {
      String what = longest == 1 ? "one block" : "one sequence of " + longest + " tokens";
      text(
          String.format(
              Locale.ROOT,
              "does not fit: short by %.2f GiB per GPU for %s",
              missing / Footprint.GIB,
              what));
    }
    return new MemoryPlan(
        total,
        usable,
        footprint.weights(),
        footprint.activations(),
        footprint.runtime() + footprint.graphs(),
        kvBytes,
        request.blockSize(),
        pools,
        KvDivision.pages(request),
        KvDivision.sharedBlocks(request, kvBytes),
        missing,
        list());
  }

  /** Label of the weights' line. */
  static String weights(MemoryRequest request) {
    return "- weights ("
        + request.precision().weights().id()
        + ", tensor "
        + request.parallelism().tensor()
        + ")";
  }

  /** Label of the activations' line. */
  static String activations(MemoryRequest request) {
    return "- activations ("
        + request.maxNumBatchedTokens()
        + " tokens, "
        + request.maxNumSeqs()
        + " sequences)";
  }

  /** Label of the line that takes the engine's share. */
  static String share(MemoryRequest request) {
    return "x "
        + request.engine().memory().rule().knob()
        + " "
        + String.format(Locale.ROOT, "%.3f", request.fraction());
  }
}
