package io.foretoken.scenario.plan.candidate;

import io.foretoken.scenario.capacity.CapacityResult;
import io.foretoken.scenario.statistic.PointFigures;
import java.util.Optional;

/**
 * What is known of how much load one replica of a candidate holds.
 *
 * @param candidate it
 * @param bound requests/s that it cannot exceed; 0 where it cannot serve
 * @param floor figures of a replica that is nearly idle; empty where it cannot serve
 * @param search the search by simulation; empty where none was needed
 * @param reason why it holds no load under the objective, such as {@code "TPOT p99 misses by 12.3
 *     ms even when idle"}; "" where it holds some, or that is not known
 */
public record CandidateCapacity(
    Candidate candidate,
    double bound,
    Optional<PointFigures> floor,
    Optional<CapacityResult> search,
    String reason) {
  /** Whether it is known to hold no load. */
  public boolean isOut() {
    return !reason.isEmpty();
  }

  /** Whether its capacity is known by simulation. */
  public boolean isSearched() {
    return search.isPresent();
  }

  /** Requests/s of one replica: by simulation where that is known, else the bound; 0 for none. */
  public double perReplica() {
    if (isOut()) {
      return 0;
    }
    return search.isPresent() ? search.get().highest() : bound;
  }
}
