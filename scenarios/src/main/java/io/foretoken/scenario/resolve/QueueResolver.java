package io.foretoken.scenario.resolve;

import io.foretoken.hardware.engine.EngineProfiles;
import io.foretoken.hardware.engine.UnknownEngineException;
import io.foretoken.input.bind.Located;
import io.foretoken.input.problem.NearestName;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problems;
import io.foretoken.scenario.spec.ApiSpec;
import io.foretoken.scenario.spec.BatchingSpec;
import io.foretoken.scenario.spec.EngineSpec;
import io.foretoken.scenario.spec.PoolSpec;
import io.foretoken.sim.batch.BatchPolicies;
import io.foretoken.sim.batch.EarliestDeadlineQueue;
import io.foretoken.sim.batch.FairQueue;
import io.foretoken.sim.batch.FcfsQueue;
import io.foretoken.sim.batch.LongestPrefixQueue;
import io.foretoken.sim.batch.PolicyOptions;
import io.foretoken.sim.batch.PriorityFirstQueue;
import io.foretoken.sim.batch.QueueOptions;
import io.foretoken.sim.batch.WaitingQueues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** From how requests wait as written to what is simulated. */
final class QueueResolver {
  private static final Map<String, String> VLLM =
      Map.of("fcfs", FcfsQueue.NAME, "priority", PriorityFirstQueue.NAME);
  private static final Map<String, String> SGLANG =
      Map.of(
          "fcfs", FcfsQueue.NAME,
          "lpm", LongestPrefixQueue.NAME,
          "priority", PriorityFirstQueue.NAME);

  private final PoolSpec pool;
  private final String engine;
  private final String path;
  private final Problems problems;

  /** A queue as written, and where. */
  private record Written(String key, Located<String> value) {
    Origin origin() {
      return value.origin();
    }
  }

  QueueResolver(PoolSpec pool, Problems problems) {
    this.pool = pool;
    this.problems = problems;
    path = "fleet." + pool.pool().value() + ".engine";
    engine = pool.engine().map(spec -> profileName(spec.name().value())).orElse("vllm");
  }

  private static String profileName(String written) {
    try {
      return EngineProfiles.newest(written).name();
    } catch (UnknownEngineException e) {
      return written; // the pool's own resolver says so
    }
  }

  /**
   * Resolves it; problems are added for an order that is not known, is another engine's, or that
   * the classes give nothing to go by.
   */
  QueueOptions resolve(ResolvedClasses classes) {
    List<Written> written = written();
    int most =
        pool.engine()
            .flatMap(EngineSpec::api)
            .flatMap(ApiSpec::maxQueue)
            .map(Located::value)
            .orElse(0);
    if (written.isEmpty()) {
      return QueueOptions.FCFS.withMostWaiting(most);
    }
    Written first = written.get(0);
    if (written.size() > 1) {
      Written second = written.get(1);
      problems.add(
          second.origin(),
          path + ".batching." + second.key(),
          second.key() + " stands beside " + first.key() + ", which says the same thing",
          "remove one of them");
      return QueueOptions.FCFS.withMostWaiting(most);
    }
    String order = order(first);
    check(order, first, classes);
    return new QueueOptions(order, most);
  }

  /** Adds a problem for an order that goes by what a policy of whole requests does not have. */
  void checkPolicy(PolicyOptions policy) {
    for (Written each : written()) {
      boolean goesByPrefix = each.value().value().equals(LongestPrefixQueue.NAME);
      if (goesByPrefix && !BatchPolicies.decidesByStep(policy)) {
        problems.add(
            each.origin(),
            path + ".batching." + each.key(),
            "policy " + policy.policy() + " has no prefix cache, so no prefix ever matches",
            "choose another order, or a continuous policy");
      }
    }
  }

  private List<Written> written() {
    List<Written> written = new ArrayList<>();
    Optional<BatchingSpec> batching = pool.engine().flatMap(EngineSpec::batching);
    batching
        .flatMap(BatchingSpec::queue)
        .ifPresent(value -> written.add(new Written("queue", value)));
    batching
        .flatMap(BatchingSpec::schedulingPolicy)
        .ifPresent(value -> written.add(new Written("scheduling_policy", value)));
    batching
        .flatMap(BatchingSpec::schedulePolicy)
        .ifPresent(value -> written.add(new Written("schedule_policy", value)));
    return written;
  }

  private String order(Written written) {
    boolean isSglang = engine.equals("sglang");
    boolean isTensorRt = engine.equals("tensorrt-llm");
    return switch (written.key()) {
      case "scheduling_policy" ->
          ofEngine(written, "vLLM", !isSglang && !isTensorRt, VLLM, isSglang);
      case "schedule_policy" -> ofEngine(written, "SGLang", isSglang, SGLANG, isSglang);
      default -> named(written);
    };
  }

  private String ofEngine(
      Written written, String owner, boolean isOwn, Map<String, String> names, boolean isSglang) {
    if (!isOwn) {
      problems.add(
          written.origin(),
          path + ".batching." + written.key(),
          written.key() + " is a knob of " + owner + ", and the engine is " + engine,
          "for " + engine + " write " + (isSglang ? "schedule_policy" : "queue"));
      return FcfsQueue.NAME;
    }
    String order = names.get(written.value().value());
    if (order == null) {
      List<String> known = List.copyOf(new TreeMap<>(names).keySet());
      unknown(written, known, "other orders by name under queue");
      return FcfsQueue.NAME;
    }
    return order;
  }

  private String named(Written written) {
    List<String> known = WaitingQueues.names();
    if (!known.contains(written.value().value())) {
      unknown(written, known, "");
      return FcfsQueue.NAME;
    }
    return written.value().value();
  }

  private void unknown(Written written, List<String> known, String more) {
    String question = NearestName.question(written.value().value(), known);
    problems.add(
        written.origin(),
        path + ".batching." + written.key(),
        "no order of the waiting queue is called \"" + written.value().value() + "\"",
        (question.isEmpty() ? "" : question + " ")
            + "known: "
            + String.join(", ", known)
            + (more.isEmpty() ? "" : "; " + more));
  }

  private void check(String order, Written written, ResolvedClasses classes) {
    switch (order) {
      case PriorityFirstQueue.NAME -> {
        if (!classes.differInPriority()) {
          refuse(
              written,
              "all requests have the same priority",
              "give classes with different priorities: classes: [{name: chat, priority: 0, ...},"
                  + " {name: batch, priority: 1, ...}]");
        }
      }
      case EarliestDeadlineQueue.NAME -> {
        if (!classes.haveDeadlines()) {
          refuse(
              written,
              "no request has a deadline",
              "give an SLO on ttft or e2e, such as slo: {ttft: {p99: 500ms}}, or classes with a"
                  + " deadline");
        }
      }
      case FairQueue.NAME -> {
        if (classes.requests().tenants().size() < 2) {
          refuse(
              written,
              "all requests are of one tenant",
              "give classes of different tenants: classes: [{name: chat, tenant: a, ...}, {name:"
                  + " batch, tenant: b, ...}]");
        }
      }
      default -> {
        // the others go by what every request has
      }
    }
  }

  private void refuse(Written written, String why, String hint) {
    problems.add(
        written.origin(),
        path + ".batching." + written.key(),
        "\"" + written.value().value() + "\" has nothing to go by: " + why,
        hint);
  }
}
