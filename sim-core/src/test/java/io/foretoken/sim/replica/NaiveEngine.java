package io.foretoken.sim.replica;

import io.foretoken.sim.batch.BatchPolicies;
import io.foretoken.sim.batch.BatchPolicy;
import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.request.RequestTable;
import io.foretoken.sim.time.EventKind;
import io.foretoken.sim.time.EventQueue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/**
 * The engine as a specification: every event is an event of the simulation, every sequence is
 * touched in every step, every chunk is looked at.
 */
public final class NaiveEngine implements Engine {
  private static final long PUBLISH_NANOS = 100_000_000;

  private final int replica;
  private final EngineConfig config;
  private final EngineHost host;
  private final BatchPolicy policy;
  private final RequestTable requests;
  private final ReplicaMeter meter;
  private final List<Rank> ranks = new ArrayList<>();
  private final List<NaiveLoop> loops = new ArrayList<>();
  private final EventQueue own = new EventQueue();
  private final NaiveApi api;
  private final long[] published;
  private long publishedUntil;
  private int coming;
  private final List<Integer> dead = new ArrayList<>();

  public NaiveEngine(
      int replica,
      Deployment deployment,
      RequestTable requests,
      EngineHost host,
      ReplicaMeter meter) {
    this(
        replica,
        deployment,
        requests,
        host,
        meter,
        () -> BatchPolicies.create(deployment.engine().policy()));
  }

  /** With policies of one's own, one for each rank, whatever the deployment names. */
  public NaiveEngine(
      int replica,
      Deployment deployment,
      RequestTable requests,
      EngineHost host,
      ReplicaMeter meter,
      Supplier<BatchPolicy> policies) {
    this.replica = replica;
    config = deployment.engine();
    this.host = host;
    this.requests = requests;
    this.meter = meter;
    policy = policies.get();
    api = new NaiveApi(deployment.api(), requests, host, this::enqueueAt, this::wakeApiAt);
    for (int rank = 0; rank < deployment.dataParallel(); rank++) {
      ranks.add(new Rank(config, deployment.stepTime().windows(), requests, meter, policies.get()));
    }
    published = new long[ranks.size()];
    int count = deployment.lockstep() ? 1 : ranks.size();
    for (int loop = 0; loop < count; loop++) {
      int number = loop;
      loops.add(
          new NaiveLoop(
              deployment.lockstep() ? ranks : List.of(ranks.get(loop)),
              deployment,
              requests,
              meter,
              api,
              count,
              end -> ask(EventKind.STEP_END, end, number, number),
              at -> ask(EventKind.SCHEDULE, at, number, number)));
    }
  }

  private void ask(EventKind kind, long nanos, int subject, int origin) {
    own.add(nanos, kind, subject, origin);
    host.wakeAt(replica, kind, nanos);
  }

  @Override
  public String refusal(int inputTokens, int maxTokens) {
    return policy.refusal(inputTokens, maxTokens, ranks.get(0).capacityTokens(), config);
  }

  @Override
  public void arrive(int request, long atNanos) {
    coming++;
    api.arrive(request, atNanos);
  }

  private void enqueueAt(int request, long nanos) {
    ask(EventKind.ENQUEUE, nanos, request, 0);
  }

  private void wakeApiAt(long nanos) {
    ask(EventKind.API_SERVER, nanos, 0, 0);
  }

  @Override
  public void abort(int request, long atNanos) {
    ask(EventKind.ABORT, atNanos, request, 0);
  }

  private void abortNow(int request, long now) {
    if (!requests.wasEnqueued(request)) {
      dead.add(request);
      return;
    }
    for (Rank rank : ranks) {
      int sequence = rank.sequenceOf(request);
      if (sequence >= 0) {
        rank.finish(sequence, now);
        report(now);
      }
    }
    api.abort(request);
    host.aborted(request);
  }

  @Override
  public void wake(EventKind kind, long now) {
    publish(now);
    own.poll();
    if (own.kind() != kind || own.time() != now) {
      throw new IllegalStateException(
          "I5: told of " + kind + " at " + now + ", asked for " + own.kind() + " at " + own.time());
    }
    int subject = own.subject();
    switch (kind) {
      case STEP_END -> {
        loops.get(subject).stepEnd(now);
        report(now);
        api.serve(now);
        loops.get(subject).lookAgain(now);
      }
      case API_SERVER -> api.wake(now);
      case ABORT -> abortNow(subject, now);
      case ENQUEUE -> {
        coming--;
        if (dead.remove((Integer) subject)) {
          api.abort(subject);
          host.aborted(subject);
        } else {
          enqueue(subject, now);
        }
      }
      case SCHEDULE -> {
        loops.get(subject).schedule(now);
        report(now);
      }
      default -> throw new IllegalStateException("not an engine's event: " + kind);
    }
  }

  /** What the balancer knows of the ranks is as old as the last full 100 ms. */
  private void publish(long now) {
    if (now >= publishedUntil) {
      for (int rank = 0; rank < published.length; rank++) {
        published[rank] = ranks.get(rank).runningCount() + 4L * ranks.get(rank).waitingCount();
      }
      while (publishedUntil <= now) {
        publishedUntil += PUBLISH_NANOS;
      }
    }
  }

  private void enqueue(int request, long now) {
    int mostWaiting = config.queue().mostWaiting();
    if (mostWaiting > 0 && ranks.stream().mapToInt(Rank::waitingCount).sum() >= mostWaiting) {
      requests.enqueued(request, now);
      api.abort(request);
      host.rejected(request, now);
      return;
    }
    Rank rank =
        switch (policy.rankChoice()) {
          case PUBLISHED_COUNTS -> chooseByPublished();
          case ACTIVE_REQUESTS -> chooseByActive();
        };
    rank.enqueue(request, now);
    meter.waiting.set(now, ranks.stream().mapToInt(Rank::waitingCount).sum());
    for (NaiveLoop loop : loops) {
      if (loop.ranks.contains(rank)) {
        loop.requestCame(now);
      }
    }
  }

  private Rank chooseByPublished() {
    int best = 0;
    for (int rank = 1; rank < published.length; rank++) {
      best = published[rank] < published[best] ? rank : best;
    }
    published[best] += 4;
    return ranks.get(best);
  }

  /** Nobody gets more than an equal share while others have fewer; of the others by tokens. */
  private Rank chooseByActive() {
    int all = 1 + ranks.stream().mapToInt(rank -> rank.sequences().live()).sum();
    int most = ranks.stream().mapToInt(rank -> rank.sequences().live()).max().orElseThrow();
    double share = Math.max(Math.ceil((double) all / ranks.size()), most);
    return ranks.stream()
        .filter(rank -> rank.sequences().live() < share)
        .min(
            Comparator.comparingLong((Rank rank) -> rank.promptTokens())
                .thenComparingInt(rank -> rank.sequences().live()))
        .orElseThrow();
  }

  private void report(long now) {
    meter.running.set(now, ranks.stream().mapToInt(Rank::runningCount).sum());
    meter.waiting.set(now, ranks.stream().mapToInt(Rank::waitingCount).sum());
    meter.kvBlocks.set(now, ranks.stream().mapToLong(Rank::blocksUsed).sum());
  }

  @Override
  public void settle(long now) {
    // the table and the meter are always up to date
  }

  @Override
  public void settleRequest(int request, long now) {
    // as above
  }

  @Override
  public ReplicaMeter meter() {
    return meter;
  }

  @Override
  public void checkInvariants() {
    loops.forEach(NaiveLoop::checkInvariants);
  }

  @Override
  public int held() {
    return ranks.stream().mapToInt(rank -> rank.sequences().live()).sum() + coming;
  }
}
