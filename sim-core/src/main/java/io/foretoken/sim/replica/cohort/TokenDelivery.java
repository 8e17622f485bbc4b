package io.foretoken.sim.replica.cohort;

import io.foretoken.sim.replica.EngineHost;
import io.foretoken.sim.replica.api.ApiStation;
import io.foretoken.sim.request.RequestTable;

/** The way of a rank's tokens to their clients: through an API server's station, or at once. */
final class TokenDelivery {
  private final RequestTable requests;
  private final EngineHost host;
  private final ApiStation station;
  private final int rank;

  /**
   * @param station null where tokens are at their clients at once
   * @param rank number of the rank in its replica
   */
  TokenDelivery(RequestTable requests, EngineHost host, ApiStation station, int rank) {
    this.requests = requests;
    this.host = host;
    this.station = station;
    this.rank = rank;
  }

  /** Whether tokens are at their clients at once, so that gaps are counted here. */
  boolean isDirect() {
    return station == null;
  }

  /** A step of the cohort has ended: its rows have a token each. */
  void cohortStepEnded(long now) {
    if (station != null) {
      station.tick(rank, now);
    }
  }

  /**
   * Rows of the cohort have a token.
   *
   * @param previousEnd end of the step that made their tokens before
   */
  void rows(long count, long now, long previousEnd) {
    if (count > 0 && station == null) {
      host.tokenGap(now, now - previousEnd, count);
    }
  }

  /** So many of them have a label other than 0. */
  void rowsOf(int label, long count, long now, long previousEnd) {
    if (count > 0 && station == null) {
      host.tokenGapOf(label, now, now - previousEnd, count);
    }
  }

  private void one(int request, long now, long gap) {
    host.tokenGap(now, gap, 1);
    int label = requests.label(request);
    if (label > 0) {
      host.tokenGapOf(label, now, gap, 1);
    }
  }

  /**
   * A sequence has a token by itself.
   *
   * @param previous end of the step that made its token before, negative for the first one
   * @param stays whether it is a row of the cohort from now on
   */
  void single(int request, long previous, boolean stays, long now) {
    if (station != null) {
      station.single(rank, request, previous < 0, stays, now);
    } else if (previous < 0) {
      host.firstToken(request, now, now);
    } else {
      one(request, now, now - previous);
    }
  }

  /**
   * A sequence has a token from a step that it was a row of the cohort in, and has left the cohort
   * since.
   *
   * @param previous end of the step that made its token before
   */
  void rowThatLeft(int request, long previous, long now) {
    if (station != null) {
      station.leave(request);
    } else {
      one(request, now, now - previous);
    }
  }

  /** A row is a row of the cohort no more. */
  void leavesCohort(int request) {
    if (station != null) {
      station.leave(request);
    }
  }

  /** A request has its last token. */
  void finished(int request, long now) {
    if (station != null) {
      station.finish(request, now);
    } else {
      host.finished(request, now, now);
    }
  }
}
