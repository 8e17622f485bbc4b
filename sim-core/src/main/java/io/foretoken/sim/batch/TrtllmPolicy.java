package io.foretoken.sim.batch;

import io.foretoken.sim.replica.EngineConfig;
import io.foretoken.sim.request.WaitCause;

/**
 * What TensorRT-LLM's capacity policies have in common. Context and generation mix in a step: first
 * a token for every running sequence, then prompts in order while {@code max_batch_size} and {@code
 * max_num_tokens} last; a prompt must fit whole unless chunked context is on. {@link BatchWait} may
 * hold prompts back, or {@link PromptBalance} where ranks step together.
 *
 * <p>Simplified: a prompt that is being computed in chunks is never held back.
 */
abstract class TrtllmPolicy implements BalancedPolicy {
  /** What {@link #scheduleRunning} says when somebody was paused. */
  static final int PAUSED = -1;

  private static final WaitCause NOTHING = null;

  private final BatchWait batchWait;
  private final AttentionDpOptions attentionDp;
  private int budget;
  private int rows;
  private int next;
  private int cached;
  private WaitCause obstacle = NOTHING;

  TrtllmPolicy(TrtllmOptions options) {
    batchWait = new BatchWait(options);
    attentionDp = options.attentionDp();
  }

  /**
   * Schedules running sequences one by one.
   *
   * @return the tokens scheduled, or {@link #PAUSED}
   */
  abstract int scheduleRunning(RankView rank, int budget);

  /** Whether the cache has room for a waiting sequence. */
  abstract boolean fits(RankView rank, int sequence, int cached, int tokens);

  @Override
  public final WaitCause plan(RankView rank, EngineConfig config) {
    planRunning(rank, config);
    if (obstacle == NOTHING && batchWait.holdsBack(rank, config, rows)) {
      return WaitCause.DELAY;
    }
    return startPrompts(rank, config);
  }

  @Override
  public final boolean planRunning(RankView rank, EngineConfig config) {
    budget = config.maxNumBatchedTokens();
    boolean prefills = rank.prefilling() != WaitingQueue.EMPTY;
    int scheduled = rank.scheduleAll(budget, Integer.MAX_VALUE);
    if (scheduled == RankView.ONE_BY_ONE) {
      scheduled = scheduleRunning(rank, budget);
    }
    if (scheduled == PAUSED) {
      obstacle = WaitCause.KV;
      return prefills;
    }
    budget -= scheduled;
    rows = prefills ? 0 : scheduled;
    obstacle = obstacle(rank, config);
    return prefills || obstacle == NOTHING;
  }

  @Override
  public final WaitCause planPrompts(RankView rank, EngineConfig config, boolean starts) {
    return starts || obstacle != NOTHING ? startPrompts(rank, config) : WaitCause.DELAY;
  }

  private WaitCause startPrompts(RankView rank, EngineConfig config) {
    while (obstacle == NOTHING) {
      int tokens = Math.min(rank.needed(next) - cached, budget);
      if (!rank.admit(next, cached, tokens, false)) {
        return WaitCause.KV;
      }
      budget -= tokens;
      obstacle = obstacle(rank, config);
    }
    return obstacle;
  }

  /** What keeps the sequence that is next from starting in this step; null if nothing does. */
  private WaitCause obstacle(RankView rank, EngineConfig config) {
    next = rank.peekWaiting();
    if (next == WaitingQueue.EMPTY) {
      return WaitCause.STEP;
    }
    if (rank.runningCount() >= config.maxNumSeqs()) {
      return WaitCause.SLOTS;
    }
    cached = rank.cachedPrefix(next);
    int wanted = rank.needed(next) - cached;
    if (budget == 0 || (!config.chunkedPrefill() && wanted > budget)) {
      return WaitCause.BUDGET;
    }
    return fits(rank, next, cached, Math.min(wanted, budget)) ? NOTHING : WaitCause.KV;
  }

  @Override
  public final PromptBalance balance() {
    return attentionDp.enableBalance() ? new PromptBalance(attentionDp) : null;
  }

  @Override
  public final RankChoice rankChoice() {
    return RankChoice.ACTIVE_REQUESTS;
  }

  @Override
  public final boolean runsAllDecodes() {
    return true;
  }
}
