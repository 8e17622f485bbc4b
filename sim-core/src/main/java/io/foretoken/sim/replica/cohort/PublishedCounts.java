package io.foretoken.sim.replica.cohort;

/**
 * Chooses the data-parallel rank of a replica that a request goes to: the one with the lowest score
 * of running + 4 x waiting sequences, the first of several. The counts are those published last, at
 * most every 100 ms; between two of them what has been sent to a rank counts as waiting there.
 *
 * <p>Source: vLLM's client for data-parallel engines and its coordinator (0.10 and later).
 */
final class PublishedCounts implements RankBalancer {
  private static final long PUBLISH_NANOS = 100_000_000;
  private static final int WAITING_WEIGHT = 4;

  private final CohortRank[] ranks;
  private final long[] scores;
  private long nextPublish;

  PublishedCounts(CohortRank[] ranks) {
    this.ranks = ranks;
    scores = new long[ranks.length];
  }

  @Override
  public void observe(long now) {
    if (now >= nextPublish) {
      for (int rank = 0; rank < scores.length; rank++) {
        scores[rank] =
            ranks[rank].runningCount() + (long) WAITING_WEIGHT * ranks[rank].waitingCount();
      }
      nextPublish = (now / PUBLISH_NANOS + 1) * PUBLISH_NANOS;
    }
  }

  @Override
  public int choose() {
    int best = 0;
    for (int rank = 1; rank < scores.length; rank++) {
      if (scores[rank] < scores[best]) {
        best = rank;
      }
    }
    scores[best] += WAITING_WEIGHT;
    return best;
  }
}
