package io.foretoken.sim.replica.api;

import io.foretoken.sim.replica.ApiConfig;
import io.foretoken.sim.replica.ApiServers;
import io.foretoken.sim.replica.EngineHost;
import io.foretoken.sim.request.RequestTable;
import java.util.Arrays;

/**
 * The way of requests into an engine: through its API servers into an inbox, from which the engine
 * takes them when it looks; and past it, when their clients give up before or no room is left.
 */
public final class Entrance {
  private final RequestTable requests;
  private final EngineHost host;
  private final ApiServers servers;
  private final ApiStation station;
  private final Inbox inbox;
  private boolean[] isDead = new boolean[0];

  /**
   * @param station where requests pass the station of their chunks too, or null
   * @param inbox where {@code station} puts what it has taken in
   */
  public Entrance(
      ApiConfig config, RequestTable requests, EngineHost host, ApiStation station, Inbox inbox) {
    this.requests = requests;
    this.host = host;
    this.station = station;
    this.inbox = inbox;
    servers = new ApiServers(config);
  }

  /** A request reaches the replica. */
  public void arrive(int request, long atNanos) {
    if (station != null) {
      station.arrive(request, atNanos);
    }
    if (station == null || !station.takesIn()) {
      inbox.add(servers.ingest(atNanos, requests.inputTokens(request)), request);
    }
  }

  /**
   * The client of a request gives up.
   *
   * @return whether the request has entered the queue, so that the engine must let go of it; one
   *     that has not goes no further than here
   */
  public boolean giveUp(int request) {
    if (requests.wasEnqueued(request)) {
      return true;
    }
    if (request >= isDead.length) {
      isDead = Arrays.copyOf(isDead, Math.max(request + 1, 2 * isDead.length));
    }
    isDead[request] = true;
    return false;
  }

  /** A request whose client gave up before it was taken in goes no further. */
  public boolean isGivenUp(int request) {
    if (request >= isDead.length || !isDead[request]) {
      return false;
    }
    isDead[request] = false;
    host.aborted(request);
    return true;
  }

  /** A request finds no room to wait. */
  public void reject(int request, long nanos) {
    requests.enqueued(request, nanos);
    if (station != null) {
      station.abort(request);
    }
    host.rejected(request, nanos);
  }
}
