package io.foretoken.workload;

import io.foretoken.sim.random.KeyedRandom;
import io.foretoken.sim.request.RequestSource;
import io.foretoken.workload.arrival.ArrivalProcess;
import io.foretoken.workload.arrival.ConditionedPoissonArrivals;
import io.foretoken.workload.arrival.ThinkTime;
import io.foretoken.workload.arrival.ThroughputArrivals;
import io.foretoken.workload.client.CappedSource;
import io.foretoken.workload.client.ClientOptions;
import io.foretoken.workload.client.ClosedLoopSource;
import io.foretoken.workload.client.MergedSource;
import io.foretoken.workload.client.OpenLoopSource;
import io.foretoken.workload.client.StopRule;
import io.foretoken.workload.client.StoppedSource;
import io.foretoken.workload.client.TimeoutSource;
import io.foretoken.workload.content.RequestContent;
import io.foretoken.workload.random.StreamRandom;
import io.foretoken.workload.trace.TraceArrivals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The workload of one request class, ready to run. Immutable; shared by all runs, each of which
 * starts a source of its own.
 */
public final class Workload {
  private final ArrivalProcess arrivals;
  private final int concurrency;
  private final ThinkTime think;
  private final RequestContent content;
  private final LengthFigures lengths;
  private final ClientOptions client;

  private Workload(
      ArrivalProcess arrivals,
      int concurrency,
      ThinkTime think,
      RequestContent content,
      LengthFigures lengths,
      ClientOptions client) {
    this.arrivals = arrivals;
    this.concurrency = concurrency;
    this.think = think;
    this.content = content;
    this.lengths = lengths;
    this.client = client;
  }

  /** A workload whose requests come when an arrival process says. */
  public static Workload openLoop(
      ArrivalProcess arrivals,
      RequestContent content,
      LengthFigures lengths,
      ClientOptions client) {
    return new Workload(arrivals, 0, ThinkTime.NONE, content, lengths, client);
  }

  /** A workload of so many clients with one request each at a time. */
  public static Workload closedLoop(
      int concurrency,
      ThinkTime think,
      RequestContent content,
      LengthFigures lengths,
      ClientOptions client) {
    return new Workload(null, concurrency, think, content, lengths, client);
  }

  /**
   * The same requests in the same order from a closed loop without think time, client cap or
   * timeout: what keeps a deployment full. A trace begins again after its last request.
   */
  public Workload keptFull(int clients) {
    return closedLoop(
        clients,
        ThinkTime.NONE,
        content,
        lengths,
        new ClientOptions(OptionalInt.empty(), Optional.empty(), client.rtt()));
  }

  /** Whether requests are sent when others end, and not at times of their own. */
  public boolean isClosedLoop() {
    return arrivals == null;
  }

  /** Number of clients of a closed loop; 0 for an open one. */
  public int concurrency() {
    return concurrency;
  }

  /** Whether arrivals end by themselves, as a trace does. */
  public boolean endsByItself() {
    return arrivals instanceof TraceArrivals || arrivals instanceof ConditionedPoissonArrivals;
  }

  /**
   * Why the load would never end under a stop rule; empty when it ends. Requests that arrive all at
   * once need a number, everything else without an end of its own a number or a duration.
   */
  public String whyEndless(StopRule stop) {
    boolean counted = stop.requests() != Long.MAX_VALUE;
    if (arrivals instanceof ThroughputArrivals && !counted) {
      return "requests that arrive all at once need stop.requests";
    }
    if (!endsByItself() && stop.isNone()) {
      return "the load has no end of its own and needs stop.duration or stop.requests";
    }
    return "";
  }

  /** What can be said of the lengths before a run. */
  public LengthFigures lengths() {
    return lengths;
  }

  /** The client: cap, timeout and round trip. */
  public ClientOptions client() {
    return client;
  }

  /**
   * Starts the requests of a run.
   *
   * @param random the run's random numbers
   * @param stop when the load ends
   * @throws IllegalArgumentException if it would never end; see {@link #whyEndless}
   */
  public RequestSource source(KeyedRandom random, StopRule stop) {
    return source(List.of(this), random, stop);
  }

  /**
   * Starts the requests of a run of several classes side by side. {@code stop.requests} counts the
   * requests of all classes together.
   *
   * @param classes at least one, each with its own random stream by its place in the list
   */
  public static RequestSource source(List<Workload> classes, KeyedRandom random, StopRule stop) {
    List<RequestSource> sources = new ArrayList<>();
    for (int i = 0; i < classes.size(); i++) {
      String reason = classes.get(i).whyEndless(stop);
      if (!reason.isEmpty()) {
        throw new IllegalArgumentException(reason);
      }
      sources.add(classes.get(i).classSource(new StreamRandom(random, i), stop));
    }
    RequestSource all = sources.size() == 1 ? sources.get(0) : new MergedSource(sources);
    return new StoppedSource(all, StopRule.afterRequests(stop.requests()));
  }

  private RequestSource classSource(StreamRandom random, StopRule stop) {
    RequestSource source =
        isClosedLoop()
            ? new ClosedLoopSource(concurrency, think, content, random)
            : new OpenLoopSource(arrivals, content, random);
    source = new StoppedSource(source, StopRule.afterNanos(stop.durationNanos()));
    if (client.timeout().isPresent()) {
      source = new TimeoutSource(source, client.timeout().get().nanos());
    }
    return client.maxInFlight().isPresent()
        ? new CappedSource(source, client.maxInFlight().getAsInt())
        : source;
  }
}
