package io.foretoken.sim.batch;

/**
 * TensorRT-LLM's {@code attention_dp_config}: how ranks that step together start their prompts, see
 * {@link PromptBalance}.
 *
 * @param enableBalance whether prompts are held back until every rank has one
 * @param timeoutIters decisions for which they are held back at most
 * @param batchingWaitIters decisions for which they are held back further once every rank has one,
 *     while every rank decodes
 */
public record AttentionDpOptions(boolean enableBalance, int timeoutIters, int batchingWaitIters) {
  /** The engine's defaults: ranks start prompts as they come. */
  public static final AttentionDpOptions DEFAULT = new AttentionDpOptions(false, 50, 10);

  /** Refuses what is out of range. */
  public AttentionDpOptions {
    if (timeoutIters < 0 || batchingWaitIters < 0) {
      throw new IllegalArgumentException(
          "timeout_iters and batching_wait_iters must not be negative, got "
              + timeoutIters
              + " and "
              + batchingWaitIters);
    }
  }
}
