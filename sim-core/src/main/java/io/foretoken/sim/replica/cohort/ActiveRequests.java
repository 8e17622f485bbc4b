package io.foretoken.sim.replica.cohort;

/**
 * Chooses the rank with the fewest prompt tokens among its requests, waiting or running; then with
 * the fewest requests; then the first. But no rank gets more requests than an equal division would
 * give it while others have fewer: of ranks with 3, 2 and 3 requests the second gets the next one.
 *
 * <p>Source: TensorRT-LLM's Python executor (1.1 and 1.2), which divides what has come since its
 * last step at once, the longest prompt first. Simplified: requests are given to ranks one by one,
 * when they come.
 */
final class ActiveRequests implements RankBalancer {
  private final CohortRank[] ranks;

  ActiveRequests(CohortRank[] ranks) {
    this.ranks = ranks;
  }

  @Override
  public void observe(long now) {
    // it looks when it chooses
  }

  @Override
  public int choose() {
    int requests = 1;
    int most = 0;
    for (CohortRank rank : ranks) {
      requests += rank.held();
      most = Math.max(most, rank.held());
    }
    int share = Math.max((requests + ranks.length - 1) / ranks.length, most);
    int best = -1;
    for (int rank = 0; rank < ranks.length; rank++) {
      if (ranks[rank].held() < share && (best < 0 || hasLess(ranks[rank], ranks[best]))) {
        best = rank;
      }
    }
    return best;
  }

  private static boolean hasLess(CohortRank rank, CohortRank than) {
    return rank.promptTokens() < than.promptTokens()
        || (rank.promptTokens() == than.promptTokens() && rank.held() < than.held());
  }
}
