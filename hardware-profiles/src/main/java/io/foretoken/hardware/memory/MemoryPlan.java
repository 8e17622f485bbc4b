package io.foretoken.hardware.memory;

import java.util.ArrayList;
import java.util.List;

/**
 * How the memory of one GPU is divided. Bytes per GPU; every GPU of a replica is alike.
 *
 * @param totalBytes what CUDA reports as total
 * @param usableBytes what the engine's rule leaves to it
 * @param weightBytes weights of the rank
 * @param activationBytes largest activations of a step
 * @param runtimeBytes runtime, communication buffers and graphs
 * @param kvBytes left for the KV cache; negative when nothing is
 * @param blockSize tokens per block
 * @param groups KV pools by kind of attention, full attention first
 * @param shortBytes what is missing to hold the longest sequence; 0 when it fits
 * @param lines the arithmetic, for people
 */
public record MemoryPlan(
    long totalBytes,
    long usableBytes,
    long weightBytes,
    long activationBytes,
    long runtimeBytes,
    long kvBytes,
    int blockSize,
    List<KvGroupPlan> groups,
    long shortBytes,
    List<String> lines) {

  /** Keeps copies of the lists. */
  public MemoryPlan {
    groups = List.copyOf(groups);
    lines = List.copyOf(lines);
  }

  /** Whether the model and the longest sequence fit. */
  public boolean fits() {
    return shortBytes == 0;
  }

  /** Blocks per rank for each KV group, as the engine's configuration wants them. */
  public int[] kvBlocks() {
    return groups.stream().mapToInt(KvGroupPlan::blocks).toArray();
  }

  /** Tokens that the first group's pool holds. */
  public long kvTokens() {
    return groups.isEmpty() ? 0 : (long) groups.get(0).blocks() * blockSize;
  }

  /** Sequences of {@code tokens} that fit at once, as engines print it: "maximum concurrency". */
  public double concurrencyFor(int tokens) {
    double most = Double.POSITIVE_INFINITY;
    for (KvGroupPlan group : groups) {
      int kept = group.windowTokens() == 0 ? tokens : Math.min(tokens, group.windowTokens());
      int blocks = (kept + blockSize - 1) / blockSize;
      most = Math.min(most, (double) group.blocks() / Math.max(1, blocks));
    }
    return most;
  }

  /**
   * The plan with a given number of blocks in the first pool, as measured or overridden; other
   * pools change in proportion. A measured count always wins over the arithmetic.
   */
  public MemoryPlan withBlocks(int blocks) {
    if (groups.isEmpty()) {
      return this;
    }
    double scale = (double) blocks / Math.max(1, groups.get(0).blocks());
    List<KvGroupPlan> changed = new ArrayList<>();
    long bytes = 0;
    for (KvGroupPlan group : groups) {
      int count =
          changed.isEmpty() ? blocks : (int) Math.max(1, Math.round(group.blocks() * scale));
      changed.add(
          new KvGroupPlan(
              group.name(), group.layers(), group.windowTokens(), group.bytesPerToken(), count));
      bytes += (long) count * blockSize * group.bytesPerToken();
    }
    List<String> explained = new ArrayList<>(lines);
    explained.add("blocks given: " + blocks);
    return new MemoryPlan(
        totalBytes,
        usableBytes,
        weightBytes,
        activationBytes,
        runtimeBytes,
        bytes,
        blockSize,
        changed,
        0,
        explained);
  }
}
