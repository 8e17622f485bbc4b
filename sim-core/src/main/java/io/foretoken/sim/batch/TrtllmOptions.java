package io.foretoken.sim.batch;

/**
 * Options of TensorRT-LLM's policies.
 *
 * @param policy which of them
 * @param batchWaitTimeoutIters steps with decode rows for which new prompts are held back at most,
 *     so that more of them start together; 0 for none
 * @param batchWaitMaxTokensRatio they are held back no longer once the step would have so many of
 *     {@code max_num_tokens}, 0 to 1; 0 for not at all
 * @param attentionDp how ranks that step together start prompts; with its balance on, the two
 *     options above do nothing there
 */
public record TrtllmOptions(
    String policy,
    int batchWaitTimeoutIters,
    double batchWaitMaxTokensRatio,
    AttentionDpOptions attentionDp)
    implements PolicyOptions {

  /** Refuses what is out of range. */
  public TrtllmOptions {
    if (batchWaitTimeoutIters < 0
        || !(batchWaitMaxTokensRatio >= 0 && batchWaitMaxTokensRatio <= 1)) {
      throw new IllegalArgumentException(
          "batch_wait_timeout_iters must not be negative and batch_wait_max_tokens_ratio must be"
              + " from 0 to 1, got "
              + batchWaitTimeoutIters
              + " and "
              + batchWaitMaxTokensRatio);
    }
  }

  /** Ranks start their prompts each by itself. */
  public TrtllmOptions(String policy, int batchWaitTimeoutIters, double batchWaitMaxTokensRatio) {
    this(policy, batchWaitTimeoutIters, batchWaitMaxTokensRatio, AttentionDpOptions.DEFAULT);
  }

  /** Without waiting. */
  static TrtllmOptions of(String policy) {
    return new TrtllmOptions(policy, 0, 0);
  }
}
