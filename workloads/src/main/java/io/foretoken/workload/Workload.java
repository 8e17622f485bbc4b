package io.foretoken.workload;

import io.foretoken.sim.random.KeyedRandom;
import io.foretoken.sim.request.RequestSource;
import io.foretoken.workload.arrival.ArrivalProcess;
import io.foretoken.workload.arrival.ThinkTime;
import io.foretoken.workload.arrival.ThroughputArrivals;
import io.foretoken.workload.client.CappedSource;
import io.foretoken.workload.client.ClientOptions;
import io.foretoken.workload.client.ClosedLoopSource;
import io.foretoken.workload.client.ImpatientSource;
import io.foretoken.workload.client.MergedSource;
import io.foretoken.workload.client.OpenLoopSource;
import io.foretoken.workload.client.StopRule;
import io.foretoken.workload.client.StoppedSource;
import io.foretoken.workload.content.MixedContent;
import io.foretoken.workload.content.RequestContent;
import io.foretoken.workload.random.StreamRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * The workload of one request class, ready to run. Immutable; shared by all runs, each of which
 * starts a source of its own.
 */
public final class Workload {
  private final String name;
  private final ArrivalProcess arrivals;
  private final int concurrency;
  private final ThinkTime think;
  private final RequestContent content;
  private final LengthFigures lengths;
  private final ClientOptions client;

  private Workload(
      String name,
      ArrivalProcess arrivals,
      int concurrency,
      ThinkTime think,
      RequestContent content,
      LengthFigures lengths,
      ClientOptions client) {
    this.name = name;
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
    return new Workload("", arrivals, 0, ThinkTime.NONE, content, lengths, client);
  }

  /** A workload of so many clients with one request each at a time. */
  public static Workload closedLoop(
      int concurrency,
      ThinkTime think,
      RequestContent content,
      LengthFigures lengths,
      ClientOptions client) {
    return new Workload("", null, concurrency, think, content, lengths, client);
  }

  /**
   * The same workload as that of a named class, which has random numbers of its own.
   *
   * @param className empty for a workload without classes
   */
  public Workload named(String className) {
    return new Workload(className, arrivals, concurrency, think, content, lengths, client);
  }

  /**
   * The requests of several classes from one closed loop that keeps a deployment full.
   *
   * @param weights how often each class comes, in any unit; not all 0
   */
  public static RequestSource keptFull(
      List<Workload> classes, List<Long> weights, int clients, StopRule stop, KeyedRandom random) {
    Workload first = classes.get(0);
    if (classes.size() == 1) {
      return first.keptFull(clients).source(random, stop);
    }
    List<StreamRandom> randoms =
        classes.stream().map(load -> StreamRandom.named(random, load.name)).toList();
    RequestContent mixed =
        new MixedContent(classes.stream().map(load -> load.content).toList(), weights, randoms);
    return new Workload(
            "",
            null,
            clients,
            ThinkTime.NONE,
            mixed,
            first.lengths,
            ClientOptions.ofNetwork(first.client.rtt()))
        .source(random, stop);
  }

  /**
   * The same requests in the same order from a closed loop without think time, client cap or
   * timeout: what keeps a deployment full. A trace begins again after its last request.
   */
  public Workload keptFull(int clients) {
    return new Workload(
        name,
        null,
        clients,
        ThinkTime.NONE,
        content,
        lengths,
        ClientOptions.ofNetwork(client.rtt()));
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
    return arrivals != null && arrivals.endsByItself();
  }

  /** Whether no change of the rate is planned; true of a closed loop. */
  public boolean keepsItsRate() {
    return arrivals == null || arrivals.keepsItsRate();
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
   * @param classes at least one, each with the random stream of its name
   */
  public static RequestSource source(List<Workload> classes, KeyedRandom random, StopRule stop) {
    List<RequestSource> sources = new ArrayList<>();
    for (int i = 0; i < classes.size(); i++) {
      String reason = classes.get(i).whyEndless(stop);
      if (!reason.isEmpty()) {
        throw new IllegalArgumentException(reason);
      }
      Workload load = classes.get(i);
      sources.add(load.classSource(StreamRandom.named(random, load.name), stop));
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
    if (ImpatientSource.isNeeded(client)) {
      source = new ImpatientSource(source, client, random);
    }
    return client.maxInFlight().isPresent()
        ? new CappedSource(source, client.maxInFlight().getAsInt())
        : source;
  }
}
