package io.foretoken.sim.replica;

import io.foretoken.sim.batch.BatchPolicies;
import io.foretoken.sim.batch.PolicyOptions;
import io.foretoken.sim.batch.QueueOptions;
import io.foretoken.sim.kv.AttentionSpan;
import io.foretoken.sim.kv.KvOptions;
import java.util.Collections;
import java.util.List;

/**
 * The knobs of one engine instance, named after vLLM's where vLLM has them.
 *
 * @param policy the batch policy and its options
 * @param maxNumSeqs most sequences in the running list of one data-parallel rank
 * @param maxNumBatchedTokens token budget of one step of one rank
 * @param chunkedPrefill whether a prompt may be split over steps
 * @param longPrefillTokenThreshold most tokens of one prompt in one step, 0 for no such limit
 * @param asyncScheduling whether the next step is scheduled while the current one runs
 * @param wholeSequenceAdmission whether a waiting request needs blocks for its whole current
 *     sequence (newer vLLM) rather than for its first chunk
 * @param prefixCaching whether full blocks are shared between requests with equal prefixes
 * @param maxModelLen longest prompt plus {@code max_tokens} that the engine accepts, tokens
 * @param blockSize tokens per KV block
 * @param kvBlocks blocks per rank for each KV group; one entry per group, at least one; where
 *     groups share a pool, only the first entry counts
 * @param spans which tokens the attention of each KV group needs; one entry per group
 * @param kv how the KV groups share memory, and what stands behind it
 * @param queue how requests wait
 */
@SuppressWarnings("ArrayRecordComponent") // a record of the boundary, built once and never compared
public record EngineConfig(
    PolicyOptions policy,
    int maxNumSeqs,
    int maxNumBatchedTokens,
    boolean chunkedPrefill,
    int longPrefillTokenThreshold,
    boolean asyncScheduling,
    boolean wholeSequenceAdmission,
    boolean prefixCaching,
    int maxModelLen,
    int blockSize,
    int[] kvBlocks,
    List<AttentionSpan> spans,
    KvOptions kv,
    QueueOptions queue) {

  /** Refuses spans that are not one for each group. */
  public EngineConfig {
    spans = List.copyOf(spans);
    if (spans.size() != kvBlocks.length) {
      throw new IllegalArgumentException(
          kvBlocks.length + " KV groups, but " + spans.size() + " attention spans");
    }
    if (kv.isShared() && (kv.pages().size() != spans.size() || !isOneFullGroup(spans))) {
      throw new IllegalArgumentException(
          "pages " + kv.pages() + " do not fit KV groups " + spans + ", of which one is full");
    }
    if (kv.offload().exists() && !(prefixCaching && areAllFull(spans))) {
      throw new IllegalArgumentException(
          "blocks can be offloaded only with a prefix cache and full attention, not with " + spans);
    }
  }

  private static boolean areAllFull(List<AttentionSpan> spans) {
    return spans.stream().allMatch(AttentionSpan::isFull);
  }

  private static boolean isOneFullGroup(List<AttentionSpan> spans) {
    return spans.get(0).isFull() && spans.stream().filter(AttentionSpan::isFull).count() == 1;
  }

  /** A pool of its own for every group; first come, first served. */
  public EngineConfig(
      PolicyOptions policy,
      int maxNumSeqs,
      int maxNumBatchedTokens,
      boolean chunkedPrefill,
      int longPrefillTokenThreshold,
      boolean asyncScheduling,
      boolean wholeSequenceAdmission,
      boolean prefixCaching,
      int maxModelLen,
      int blockSize,
      int[] kvBlocks,
      List<AttentionSpan> spans) {
    this(
        policy,
        maxNumSeqs,
        maxNumBatchedTokens,
        chunkedPrefill,
        longPrefillTokenThreshold,
        asyncScheduling,
        wholeSequenceAdmission,
        prefixCaching,
        maxModelLen,
        blockSize,
        kvBlocks,
        spans,
        KvOptions.APART,
        QueueOptions.FCFS);
  }

  /** Full attention in every group. */
  public EngineConfig(
      PolicyOptions policy,
      int maxNumSeqs,
      int maxNumBatchedTokens,
      boolean chunkedPrefill,
      int longPrefillTokenThreshold,
      boolean asyncScheduling,
      boolean wholeSequenceAdmission,
      boolean prefixCaching,
      int maxModelLen,
      int blockSize,
      int[] kvBlocks) {
    this(
        policy,
        maxNumSeqs,
        maxNumBatchedTokens,
        chunkedPrefill,
        longPrefillTokenThreshold,
        asyncScheduling,
        wholeSequenceAdmission,
        prefixCaching,
        maxModelLen,
        blockSize,
        kvBlocks,
        Collections.nCopies(kvBlocks.length, AttentionSpan.FULL));
  }

  /** A policy with its default options, and full attention in every group. */
  public EngineConfig(
      String policy,
      int maxNumSeqs,
      int maxNumBatchedTokens,
      boolean chunkedPrefill,
      int longPrefillTokenThreshold,
      boolean asyncScheduling,
      boolean wholeSequenceAdmission,
      boolean prefixCaching,
      int maxModelLen,
      int blockSize,
      int[] kvBlocks) {
    this(
        BatchPolicies.defaults(policy),
        maxNumSeqs,
        maxNumBatchedTokens,
        chunkedPrefill,
        longPrefillTokenThreshold,
        asyncScheduling,
        wholeSequenceAdmission,
        prefixCaching,
        maxModelLen,
        blockSize,
        kvBlocks);
  }

  /** The same engine with other memory for KV blocks. */
  public EngineConfig withKv(KvOptions other) {
    return new EngineConfig(
        policy,
        maxNumSeqs,
        maxNumBatchedTokens,
        chunkedPrefill,
        longPrefillTokenThreshold,
        asyncScheduling,
        wholeSequenceAdmission,
        prefixCaching,
        maxModelLen,
        blockSize,
        kvBlocks,
        spans,
        other,
        queue);
  }

  /** The same engine with requests waiting in another way. */
  public EngineConfig withQueue(QueueOptions other) {
    return new EngineConfig(
        policy,
        maxNumSeqs,
        maxNumBatchedTokens,
        chunkedPrefill,
        longPrefillTokenThreshold,
        asyncScheduling,
        wholeSequenceAdmission,
        prefixCaching,
        maxModelLen,
        blockSize,
        kvBlocks,
        spans,
        kv,
        other);
  }
}
