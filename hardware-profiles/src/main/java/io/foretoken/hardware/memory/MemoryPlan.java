package io.foretoken.hardware.memory;

import io.foretoken.sim.kv.AttentionSpan;
import io.foretoken.sim.kv.KvOptions;
import java.util.ArrayList;
import java.util.Arrays;
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
 * @param pages pages that one block of each group takes, where the engine cuts the KV cache into
 *     pages that all groups share; empty where each group has a pool of its own
 * @param sharedBlocks pages, 0 without; then the blocks of {@code groups} are those of a division
 *     that holds as many windows as may run at once
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
    List<Integer> pages,
    int sharedBlocks,
    long shortBytes,
    List<String> lines) {

  /** Keeps copies of the lists. */
  public MemoryPlan {
    groups = List.copyOf(groups);
    pages = List.copyOf(pages);
    lines = List.copyOf(lines);
  }

  /** Whether the model and the longest sequence fit. */
  public boolean fits() {
    return shortBytes == 0;
  }

  /** Blocks per rank for each KV group, as if each had a pool of its own. */
  public int[] kvBlocks() {
    return groups.stream().mapToInt(KvGroupPlan::blocks).toArray();
  }

  /** Blocks per rank for each KV group, as the engine's configuration wants them. */
  public int[] poolBlocks() {
    int[] blocks = kvBlocks();
    if (!pages.isEmpty()) {
      Arrays.fill(blocks, 0);
      blocks[0] = sharedBlocks;
    }
    return blocks;
  }

  /** The plan with a pool of its own for every group. */
  public MemoryPlan withPoolsApart() {
    return new MemoryPlan(
        totalBytes,
        usableBytes,
        weightBytes,
        activationBytes,
        runtimeBytes,
        kvBytes,
        blockSize,
        groups,
        List.of(),
        0,
        shortBytes,
        lines);
  }

  /** How the groups share memory, as the engine's configuration wants it. */
  public KvOptions sharing() {
    return new KvOptions(pages);
  }

  /** What the attention of each KV group needs of a sequence, in the order of the blocks. */
  public List<AttentionSpan> spans() {
    return groups.stream().map(KvGroupPlan::span).toList();
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
   * The plan with a given number of blocks in the first pool, or of pages, as measured or
   * overridden; other pools change in proportion. A measured count always wins over the arithmetic.
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
          changed.isEmpty() ? blocks : (int) Math.max(2, Math.round(group.blocks() * scale));
      changed.add(
          new KvGroupPlan(
              group.name(), group.layers(), group.span(), group.bytesPerToken(), count));
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
        pages,
        pages.isEmpty() ? 0 : blocks,
        0,
        explained);
  }
}
