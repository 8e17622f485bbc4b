package io.foretoken.sim.replica;

import io.foretoken.sim.request.RequestTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;

/** The API servers of a replica as a specification: one object per request, one look per chunk. */
final class NaiveApi {
  private static final class Stream {
    int server;
    int sincePhase;
    long firstStepEnd = -1;
    boolean hasFirst;
    long lastSent = -1;
  }

  private record Ingest(int request, long at) {}

  private static final class Server {
    long freeAt;
    final Deque<Ingest> ingests = new ArrayDeque<>();
    final Set<Integer> due = new LinkedHashSet<>();
    final List<Integer> finishing = new ArrayList<>();
    long dueSince;
  }

  private final ApiConfig config;
  private final boolean shares;
  private final LongConsumer wakeAt;
  private final EngineHost host;
  private final RequestTable requests;
  private final BiConsumer<Integer, Long> enqueueAt;
  private final Map<Integer, Stream> streams = new HashMap<>();
  private final Deque<Ingest> coming = new ArrayDeque<>();
  private final Server[] servers;
  private int next;

  NaiveApi(
      ApiConfig config,
      RequestTable requests,
      EngineHost host,
      BiConsumer<Integer, Long> enqueueAt,
      LongConsumer wakeAt) {
    this.config = config;
    this.requests = requests;
    this.wakeAt = wakeAt;
    this.host = host;
    this.enqueueAt = enqueueAt;
    shares = config.streamNanosPerChunk() > 0;
    servers = new Server[config.servers()];
    for (int server = 0; server < servers.length; server++) {
      servers[server] = new Server();
    }
  }

  /** A request reaches the replica. */
  void arrive(int request, long at) {
    Stream stream = new Stream();
    stream.server = next;
    next = (next + 1) % servers.length;
    streams.put(request, stream);
    Server server = servers[stream.server];
    if (!shares) {
      stream.server = 0; // chunks that cost nothing need no server: all go out in one order
    }
    if (shares) {
      coming.add(new Ingest(request, at + config.latencyNanos()));
      wakeAt.accept(at + config.latencyNanos());
    } else {
      server.freeAt =
          Math.max(server.freeAt, at + config.latencyNanos())
              + config.ingestNanos(requests.inputTokens(request));
      enqueueAt.accept(request, server.freeAt);
    }
  }

  void wake(long now) {
    while (!coming.isEmpty() && coming.peek().at() <= now) {
      Ingest ingest = coming.poll();
      servers[streams.get(ingest.request()).server].ingests.add(ingest);
    }
    serve(now);
  }

  /**
   * A step that ended at {@code now} made a token of a request.
   *
   * @param fresh whether the request was not decoded in the step before
   */
  void token(int request, boolean fresh, boolean first, boolean last, long now) {
    Stream stream = streams.get(request);
    stream.sincePhase = fresh ? 1 : stream.sincePhase + 1;
    if (first) {
      stream.firstStepEnd = now;
    }
    if ((stream.sincePhase - 1) % config.streamInterval() == 0 || last) {
      isDue(request, stream, now);
    }
  }

  /** A request has its whole answer, in one piece. */
  void answer(int request, long firstStepEnd, long now) {
    streams.get(request).firstStepEnd = firstStepEnd;
    isDue(request, streams.get(request), now);
    finished(request);
  }

  /** The engine takes leave of a request; called in the order in which it does. */
  void finished(int request) {
    servers[streams.get(request).server].finishing.add(request);
  }

  private void isDue(int request, Stream stream, long now) {
    Server server = servers[stream.server];
    if (server.due.isEmpty()) {
      server.dueSince = now;
    }
    server.due.add(request);
  }

  void abort(int request) {
    Stream stream = streams.remove(request);
    if (stream != null) {
      servers[stream.server].due.remove(request);
      servers[stream.server].finishing.remove((Integer) request);
    }
  }

  /** Every server that is free takes what came first. */
  void serve(long now) {
    for (Server server : servers) {
      boolean streamsAreFree = !shares;
      while ((streamsAreFree || server.freeAt <= now)
          && (!server.due.isEmpty() || !server.ingests.isEmpty())) {
        Ingest ingest = server.ingests.peek();
        if (ingest != null && (server.due.isEmpty() || ingest.at() < server.dueSince)) {
          server.ingests.poll();
          server.freeAt = now + config.ingestNanos(requests.inputTokens(ingest.request()));
          enqueueAt.accept(ingest.request(), server.freeAt);
        } else {
          flush(server, now);
        }
        if (shares) {
          wakeAt.accept(server.freeAt);
        }
      }
    }
  }

  private void flush(Server server, long now) {
    long sent = now + server.due.size() * config.streamNanosPerChunk();
    if (shares) {
      server.freeAt = sent;
    }
    for (int request : server.due) {
      Stream stream = streams.get(request);
      if (stream.lastSent >= 0) {
        host.tokenGap(sent, sent - stream.lastSent, 1);
        if (requests.label(request) > 0) {
          host.tokenGapOf(requests.label(request), sent, sent - stream.lastSent, 1);
        }
      }
      if (!stream.hasFirst) {
        stream.hasFirst = true;
        host.firstToken(request, stream.firstStepEnd, sent);
      }
      stream.lastSent = sent;
    }
    server.due.clear();
    for (int request : server.finishing) {
      host.finished(request, now, sent);
      streams.remove(request);
    }
    server.finishing.clear();
  }
}
