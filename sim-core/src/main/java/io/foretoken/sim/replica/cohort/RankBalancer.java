package io.foretoken.sim.replica.cohort;

import io.foretoken.sim.batch.RankChoice;

/** Chooses the data-parallel rank of a replica that a request goes to. */
interface RankBalancer {
  /** Something is about to happen at {@code now}. */
  void observe(long now);

  /** The rank for a request that comes now. */
  int choose();

  /** A balancer that chooses in the given way. */
  static RankBalancer of(RankChoice choice, CohortRank[] ranks) {
    return switch (choice) {
      case PUBLISHED_COUNTS -> new PublishedCounts(ranks);
      case ACTIVE_REQUESTS -> new ActiveRequests(ranks);
    };
  }
}
