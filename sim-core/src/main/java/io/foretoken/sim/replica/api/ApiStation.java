package io.foretoken.sim.replica.api;

import io.foretoken.sim.replica.ApiConfig;
import io.foretoken.sim.replica.EngineHost;
import io.foretoken.sim.request.RequestTable;
import java.util.Arrays;

/**
 * The API servers of a replica where streaming costs time or several tokens make a chunk.
 *
 * <p>A request passes a latency that many share in parallel; then its server takes it in, one piece
 * of work after another, first come first served. The other pieces are chunks: when a step ends,
 * the chunks of a server's requests become due together; when the server gets to them it sends one
 * chunk for each request that has any due, all at the moment when it is done with the last. So
 * chunks that become due while the server is busy merge with those that wait already.
 *
 * <p>Example: 50 us a chunk, 100 requests, steps of 4 ms: each step keeps the server busy for 5 ms,
 * so every second time two tokens go out in one chunk.
 *
 * <p>A chunk is due for the first token of a request and for every {@code streamInterval}-th after
 * it; after a preemption the count starts anew; and for the last token. Where chunks cost nothing
 * they do not wait for requests to be taken in either.
 */
public final class ApiStation {
  private static final int NONE = -1;
  private static final long NEVER = Long.MAX_VALUE;

  private final ApiConfig config;
  private final boolean shares;
  private final RequestTable requests;
  private final EngineHost host;
  private final Inbox enqueueing;
  private final Inbox coming = new Inbox();
  private final ApiServer[] servers;
  private int next;
  private int[] server = new int[64];
  private int[] laneOf = new int[64];
  private int[] classOf = new int[64];
  private int[] singleAt = new int[64];
  private long[] sentAt = new long[64];

  /**
   * @param enqueueing gets the requests taken in, with the time at which they enter the queue
   */
  public ApiStation(
      ApiConfig config, int ranks, RequestTable requests, EngineHost host, Inbox enqueueing) {
    this.config = config;
    this.requests = requests;
    this.host = host;
    this.enqueueing = enqueueing;
    shares = config.streamNanosPerChunk() > 0;
    servers = new ApiServer[shares ? config.servers() : 1];
    for (int at = 0; at < servers.length; at++) {
      servers[at] = new ApiServer(ranks, config.streamInterval());
    }
  }

  /** Whether direct hand-over to the client would do. */
  public static boolean isNeeded(ApiConfig config) {
    return config.streamNanosPerChunk() > 0 || config.streamInterval() > 1;
  }

  /** Whether requests pass the same station as chunks. */
  public boolean takesIn() {
    return shares;
  }

  /** A request reaches the replica. */
  public void arrive(int request, long atNanos) {
    reserve(request);
    server[request] = next;
    laneOf[request] = NONE;
    singleAt[request] = NONE;
    sentAt[request] = NONE;
    next = (next + 1) % servers.length;
    if (shares) {
      coming.add(atNanos + config.latencyNanos(), request);
    }
  }

  /** Requests on their way to a server or waiting for it. */
  public int held() {
    int sum = coming.size();
    for (ApiServer each : servers) {
      sum += each.ingests.size();
    }
    return sum;
  }

  /** When something happens here next by itself. */
  public long nextNanos() {
    long first = coming.firstTime();
    for (ApiServer each : servers) {
      first = Math.min(first, each.nextStart());
    }
    return first;
  }

  /** Requests have come, or a server has become free. */
  public void wake(long now) {
    while (coming.firstTime() <= now && coming.size() > 0) {
      long nanos = coming.firstTime();
      int request = coming.poll();
      servers[server[request]].ingests.add(nanos, request);
    }
    serve(now);
  }

  /** A step of a rank has ended in which every request in its lanes has got a token. */
  public void tick(int rank, long now) {
    for (ApiServer each : servers) {
      if (each.lanes[rank].tick()) {
        each.dueSince = Math.min(each.dueSince, now);
      }
    }
  }

  /**
   * A request has a token, and has had none in the step before.
   *
   * @param stays whether it gets one in the step after
   */
  public void single(int rank, int request, boolean isFirst, boolean stays, long now) {
    ApiServer its = servers[server[request]];
    its.dueSince = Math.min(its.dueSince, now);
    laneOf[request] = stays ? rank : NONE;
    classOf[request] = its.lanes[rank].classNow();
    byte mark = (byte) ((stays ? ApiServer.JOINS : 0) | (isFirst ? ApiServer.FIRST : 0));
    if (singleAt[request] == NONE) {
      singleAt[request] = its.addSingle(request, mark, sentAt[request], now);
    } else {
      its.marks[singleAt[request]] |= mark;
    }
  }

  /** A request that has been getting a token in every step gets none in the next. */
  public void leave(int request) {
    ApiServer its = servers[server[request]];
    if (singleAt[request] != NONE) {
      its.marks[singleAt[request]] &= ~ApiServer.JOINS;
    } else if (laneOf[request] != NONE) {
      RankLanes lanes = its.lanes[laneOf[request]];
      int label = requests.label(request);
      int ofClass = classOf[request];
      sentAt[request] = lanes.leave(label, ofClass, sentAt[request]);
      if (lanes.isDue(ofClass)) {
        singleAt[request] = its.addSingle(request, (byte) 0, sentAt[request], NEVER);
      }
      lanes.tidy(label);
    }
    laneOf[request] = NONE;
  }

  /** A request has its last token. */
  public void finish(int request, long now) {
    leave(request);
    ApiServer its = servers[server[request]];
    its.dueSince = Math.min(its.dueSince, now);
    if (singleAt[request] == NONE) {
      singleAt[request] = its.addSingle(request, (byte) 0, sentAt[request], NEVER);
    }
    its.addFinish(request);
  }

  /**
   * A request has its whole answer at once, which goes out as one chunk.
   *
   * @param firstStepEnd end of the step that made its first token
   */
  public void answer(int request, long firstStepEnd, long now) {
    ApiServer its = servers[server[request]];
    its.dueSince = Math.min(its.dueSince, now);
    singleAt[request] = its.addSingle(request, ApiServer.FIRST, NONE, firstStepEnd);
    its.addFinish(request);
  }

  /** Nobody waits for the chunks of a request any more. */
  public void abort(int request) {
    leave(request);
    ApiServer its = servers[server[request]];
    if (singleAt[request] != NONE) {
      dropSingle(its, singleAt[request]);
      its.removeFinish(request);
    }
    if (its.due() == 0) {
      its.dueSince = NEVER;
    }
  }

  private void dropSingle(ApiServer its, int at) {
    int last = --its.singles;
    its.requests[at] = its.requests[last];
    its.marks[at] = its.marks[last];
    its.before[at] = its.before[last];
    its.stepEnds[at] = its.stepEnds[last];
    singleAt[its.requests[at]] = at;
  }

  /** Every server that is free takes what came first. */
  public void serve(long now) {
    for (ApiServer each : servers) {
      while (!shares ? each.dueSince != NEVER : each.nextStart() <= now) {
        if (each.ingests.size() > 0 && each.ingests.firstTime() < each.dueSince) {
          int request = each.ingests.poll();
          each.freeAt = now + config.ingestNanos(requests.inputTokens(request));
          enqueueing.add(each.freeAt, request);
        } else {
          send(each, now);
        }
      }
    }
  }

  private void send(ApiServer its, long now) {
    long sent = now + its.due() * config.streamNanosPerChunk();
    if (shares) {
      its.freeAt = sent;
    }
    its.dueSince = NEVER;
    for (RankLanes lanes : its.lanes) {
      lanes.send(sent, host);
    }
    for (int at = 0; at < its.singles; at++) {
      int request = its.requests[at];
      int mark = its.marks[at];
      singleAt[request] = NONE;
      sentAt[request] = sent;
      if ((mark & ApiServer.FIRST) != 0) {
        host.firstToken(request, its.stepEnds[at], sent);
      } else {
        TokenLane.tell(requests.label(request), sent, sent - its.before[at], 1, host);
      }
      if ((mark & ApiServer.JOINS) != 0) {
        its.lanes[laneOf[request]].join(requests.label(request), classOf[request], sent);
      }
    }
    its.singles = 0;
    for (int at = 0; at < its.finishing; at++) {
      host.finished(its.finishes[at], now, sent);
    }
    its.finishing = 0;
  }

  private void reserve(int request) {
    if (request >= server.length) {
      int length = Math.max(request + 1, 2 * server.length);
      server = Arrays.copyOf(server, length);
      laneOf = Arrays.copyOf(laneOf, length);
      classOf = Arrays.copyOf(classOf, length);
      singleAt = Arrays.copyOf(singleAt, length);
      sentAt = Arrays.copyOf(sentAt, length);
    }
  }
}
