package io.foretoken.sim.batch;

/**
 * TensorRT-LLM's balance of attention data parallelism: ranks that step together start prompts
 * together, because a prompt on one of them makes all of them wait for it.
 *
 * <p>Every decision of the group looks at all its ranks:
 *
 * <ul>
 *   <li>every rank has a prompt for the step: they start; but while every rank decodes, {@code
 *       batching_wait_iters} decisions are let go by first, so that more start together;
 *   <li>some rank has none: those of the others are held back, and the decision counts as one
 *       waited for. At {@code timeout_iters} of them, or if some rank has nothing in decode, they
 *       start, and the count begins anew.
 * </ul>
 *
 * <p>The engine counts decisions without any prompt too, so a prompt that comes alone waits for
 * half of {@code timeout_iters} on average and not for all of them. Example: 8 ranks, {@code
 * timeout_iters} 60, one prompt comes when the count is 42: it starts in the 18th decision from
 * then, or as soon as the other seven ranks have one each.
 *
 * <p>Source: TensorRT-LLM's Python executor (1.1 and 1.2). A rank without any request decodes a
 * padding row there, so it counts as one that decodes. A group that runs nothing counts from 0.
 */
public final class PromptBalance {
  private final AttentionDpOptions options;
  private int waited;
  private int waitedForMore;

  PromptBalance(AttentionDpOptions options) {
    this.options = options;
  }

  /**
   * Decides whether the ranks of a group start the prompts that they have.
   *
   * @param allHavePrompts whether every rank has one
   * @param allDecode whether every rank decodes
   */
  public boolean starts(boolean allHavePrompts, boolean allDecode) {
    if (!allHavePrompts) {
      waited++;
      if (allDecode && waited < options.timeoutIters()) {
        return false;
      }
      waited = 0;
      return true;
    }
    waited = 0;
    if (allDecode && waitedForMore < options.batchingWaitIters()) {
      waitedForMore++;
      return false;
    }
    if (allDecode) {
      waitedForMore = 0;
    }
    return true;
  }
}
