package io.foretoken.sim.replica;

import io.foretoken.sim.batch.RequestLevelOptions;
import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.request.RequestTable;
import io.foretoken.sim.request.WaitCause;
import io.foretoken.sim.step.RankShape;
import io.foretoken.sim.step.StepCost;
import io.foretoken.sim.step.StepTimeModel;
import io.foretoken.sim.time.EventKind;
import io.foretoken.sim.time.EventQueue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The engine of request-level batching as a specification: every step is an event of the
 * simulation, every row is touched in every step, the queue is walked request by request, and every
 * waiting request keeps its own account of what it waits for.
 */
public final class NaiveBatchEngine implements Engine {
  private static final long LONG_AGO = Long.MIN_VALUE / 2;

  /** A request in the queue or in the batch. */
  private static final class Row {
    final int request;
    final long enqueued;
    final long[] waits = new long[WaitCause.count()];
    long waitedUntil;
    int computed;
    int emitted;
    long firstEnd;
    boolean isGivenUp;

    Row(int request, long enqueued) {
      this.request = request;
      this.enqueued = enqueued;
      waitedUntil = enqueued;
    }
  }

  /** A step in flight: the rows whose prompts it computes, or none where all rows decode. */
  private record Step(List<Row> prompts, StepCost cost, long end) {}

  private final int replica;
  private final EngineConfig config;
  private final NaiveBatcher batcher;
  private final NaivePaddedKv kv;
  private final RequestTable requests;
  private final EngineHost host;
  private final ReplicaMeter meter;
  private final StepTimeModel stepTime;
  private final NaiveApi api;
  private final EventQueue own = new EventQueue();
  private final Map<Integer, Row> rowOf = new HashMap<>();
  private final List<Integer> dead = new ArrayList<>();
  private final List<Row> queue = new ArrayList<>();
  private final NaiveQueue order;
  private final List<Row> batch = new ArrayList<>();
  private final Deque<Step> inFlight = new ArrayDeque<>();
  private WaitCause cause = WaitCause.STEP;
  private int coming;
  private int prompt;
  private int limit;
  private int stepsLaunched;
  private int stepsOfBatch;
  private long lastLaunch = LONG_AGO;
  private long lastEnd = LONG_AGO;

  public NaiveBatchEngine(
      int replica,
      Deployment deployment,
      RequestTable requests,
      EngineHost host,
      ReplicaMeter meter,
      RequestLevelOptions options) {
    this.replica = replica;
    config = deployment.engine();
    batcher = new NaiveBatcher(options, config.maxNumSeqs());
    kv = new NaivePaddedKv(config);
    this.requests = requests;
    this.host = host;
    this.meter = meter;
    stepTime = deployment.stepTime();
    order = new NaiveQueue(config.queue().order(), new NaiveBatchSequences(requests));
    api =
        new NaiveApi(
            deployment.api(),
            requests,
            host,
            (request, nanos) -> ask(EventKind.ENQUEUE, nanos, request),
            nanos -> ask(EventKind.API_SERVER, nanos, 0));
  }

  private void ask(EventKind kind, long nanos, int subject) {
    own.add(nanos, kind, subject);
    host.wakeAt(replica, kind, nanos);
  }

  @Override
  public String refusal(int inputTokens, int maxTokens) {
    String asked = "prompt of " + inputTokens + " + max_tokens " + maxTokens;
    if (inputTokens + maxTokens > config.maxModelLen()) {
      return asked + " exceeds max_model_len " + config.maxModelLen();
    }
    int tokens = inputTokens + maxTokens - 1;
    while (!kv.fits(1, tokens)) {
      tokens--;
    }
    return tokens == inputTokens + maxTokens - 1
        ? ""
        : asked + " needs more than the " + tokens + " tokens of KV cache";
  }

  @Override
  public void arrive(int request, long atNanos) {
    coming++;
    api.arrive(request, atNanos);
  }

  @Override
  public void abort(int request, long atNanos) {
    ask(EventKind.ABORT, atNanos, request);
  }

  @Override
  public void wake(EventKind kind, long now) {
    own.poll();
    if (own.kind() != kind || own.time() != now) {
      throw new IllegalStateException("told of " + kind + " at " + now);
    }
    int subject = own.subject();
    switch (kind) {
      case STEP_END -> stepEnd(now);
      case API_SERVER -> api.wake(now);
      case ABORT -> abortNow(subject, now);
      case ENQUEUE -> enqueue(subject, now);
      case SCHEDULE -> schedule(now);
      default -> throw new IllegalStateException("not an engine's event: " + kind);
    }
  }

  private void enqueue(int request, long now) {
    coming--;
    if (dead.remove((Integer) request)) {
      api.abort(request);
      host.aborted(request);
      return;
    }
    requests.enqueued(request, now);
    int mostWaiting = config.queue().mostWaiting();
    if (mostWaiting > 0 && queue.size() >= mostWaiting) {
      api.abort(request);
      host.rejected(request, now);
      return;
    }
    Row row = new Row(request, now);
    rowOf.put(request, row);
    queue.add(row);
    order.offer(request);
    meter.waiting.set(now, queue.size());
    if (batch.isEmpty()) {
      ask(EventKind.SCHEDULE, now, 0);
    }
  }

  private void abortNow(int request, long now) {
    if (!requests.wasEnqueued(request)) {
      dead.add(request);
      return;
    }
    Row row = rowOf.remove(request);
    if (row != null) {
      row.isGivenUp = true;
      if (queue.remove(row)) {
        order.remove(request);
      }
      meter.waiting.set(now, queue.size());
    }
    api.abort(request);
    host.aborted(request);
  }

  /** What those in the queue have waited for since the last decision. */
  private void book(long now, WaitCause next) {
    for (Row row : queue) {
      row.waits[cause.ordinal()] += now - row.waitedUntil;
      row.waitedUntil = now;
    }
    cause = next;
  }

  private void schedule(long now) {
    if (batch.isEmpty() && !queue.isEmpty()) {
      decide(now);
    }
    int depth = config.asyncScheduling() ? 2 : 1;
    if (stepsLaunched < stepsOfBatch && inFlight.size() < depth) {
      launch(now);
      if (inFlight.size() < depth) {
        ask(EventKind.SCHEDULE, lastLaunch, 0);
      }
    }
  }

  private void decide(long now) {
    order.decide();
    long oldest = queue.get(0).enqueued;
    int take = batcher.take(queue.size(), now - oldest);
    if (take == 0) {
      book(now, WaitCause.DELAY);
      ask(EventKind.SCHEDULE, oldest + batcher.delay(), 0);
      return;
    }
    List<Row> members = new ArrayList<>();
    prompt = 0;
    limit = 0;
    boolean isShortOfKv = false;
    while (members.size() < take) {
      Row row = rowOf.get(order.peek());
      int longer = Math.max(prompt, requests.inputTokens(row.request));
      int larger = Math.max(limit, requests.maxTokens(row.request));
      if (!kv.fits(members.size() + 1, longer + larger - 1)) {
        isShortOfKv = true;
        break;
      }
      members.add(row);
      order.poll();
      order.onServed(requests.tenant(row.request), requests.inputTokens(row.request), 0);
      prompt = longer;
      limit = larger;
    }
    book(now, WaitCause.BATCH);
    queue.removeAll(members);
    batch.addAll(members);
    if (!queue.isEmpty()) {
      cause = isShortOfKv ? WaitCause.KV : WaitCause.SLOTS;
    }
    int longest = 0;
    for (Row row : batch) {
      longest = Math.max(longest, requests.outputTokens(row.request));
      requests.scheduledFirst(row.request, now, 0);
      for (WaitCause each : WaitCause.values()) {
        requests.addWait(row.request, each, row.waits[each.ordinal()]);
      }
    }
    int perPass = Math.max(1, config.maxNumBatchedTokens() / prompt);
    stepsOfBatch = (batch.size() + perPass - 1) / perPass + longest - 1;
    stepsLaunched = 0;
    report(now);
  }

  private void launch(long now) {
    RankShape shape = new RankShape(stepTime.windows().size());
    List<Row> prompts = new ArrayList<>();
    for (Row row : batch) {
      boolean hasRoom = prompts.isEmpty() || (prompts.size() + 1) * prompt <= budget();
      if (row.computed == 0 && hasRoom) {
        prompts.add(row);
      }
    }
    for (Row row : prompts) {
      shape.addChunk(prompt, 0, true);
      row.computed = prompt;
    }
    if (prompts.isEmpty()) {
      for (Row row : batch) {
        shape.addDecode(1, row.computed);
        for (int window = 0; window < stepTime.windows().size(); window++) {
          shape.decodeWindowContext[window] += stepTime.windows().get(window).read(row.computed);
        }
        row.computed++;
      }
    }
    StepCost cost = new StepCost(stepTime.stages());
    stepTime.cost(new RankShape[] {shape}, cost);
    long hostFrom = config.asyncScheduling() ? lastLaunch : lastEnd;
    lastLaunch = Math.max(now, hostFrom + cost.hostNanos);
    // the tokens of the step before go into this one, so not even its first stage begins earlier
    long end = Math.max(lastLaunch, inFlight.isEmpty() ? lastEnd : inFlight.getLast().end());
    for (int stage = 0; stage < stepTime.stages(); stage++) {
      end += stage == 0 ? 0 : cost.hopNanos;
      end += cost.stageNanos[stage];
    }
    end += cost.lastStageExtraNanos;
    inFlight.add(new Step(prompts, cost, end));
    stepsLaunched++;
    ask(EventKind.STEP_END, end, 0);
  }

  private int budget() {
    return config.maxNumBatchedTokens();
  }

  private void stepEnd(long now) {
    Step step = inFlight.remove();
    lastEnd = now;
    boolean isPass = !step.prompts().isEmpty();
    List<Row> inStep = isPass ? step.prompts() : batch;
    int made = 0;
    for (Row row : inStep) {
      boolean makes = row.emitted < output(row);
      row.emitted += makes ? 1 : 0;
      row.firstEnd = isPass ? now : row.firstEnd;
      if (makes && !row.isGivenUp) {
        made++;
        requests.emitted(row.request, row.emitted);
      }
    }
    meter.stepEnded(
        now,
        inStep.size(),
        isPass ? inStep.size() * prompt : 0,
        isPass ? 0 : inStep.size(),
        made,
        Math.max(step.cost().deviceNanos(), step.cost().hostNanos),
        step.cost());
    if (stepsLaunched == stepsOfBatch && inFlight.isEmpty()) {
      batchEnd(now);
    }
    ask(EventKind.SCHEDULE, Math.max(now, lastLaunch), 0);
  }

  /** A slot of the table may be somebody else's when its client has given up. */
  private int output(Row row) {
    return row.isGivenUp ? 0 : requests.outputTokens(row.request);
  }

  private void batchEnd(long now) {
    for (Row row : batch) {
      if (!row.isGivenUp) {
        rowOf.remove(row.request);
        order.onServed(requests.tenant(row.request), 0, requests.outputTokens(row.request));
        api.answer(row.request, row.firstEnd, now);
      }
    }
    batch.clear();
    stepsOfBatch = 0;
    stepsLaunched = 0;
    report(now);
    api.serve(now);
  }

  private void report(long now) {
    meter.running.set(now, batch.size());
    meter.waiting.set(now, queue.size());
    meter.kvBlocks.set(now, batch.isEmpty() ? 0 : kv.blocks(batch.size(), prompt + limit - 1));
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
    int live = 0;
    for (Row row : batch) {
      live += row.isGivenUp ? 0 : 1;
    }
    if (live + queue.size() != rowOf.size()) {
      throw new IllegalStateException("I2: " + live + " run, " + queue.size() + " wait");
    }
    if (batch.size() > config.maxNumSeqs()) {
      throw new IllegalStateException("I4: " + batch.size() + " run");
    }
    if (!batch.isEmpty() && !kv.fits(batch.size(), prompt + limit - 1)) {
      throw new IllegalStateException("I3: " + batch.size() + " rows do not fit");
    }
    if (inFlight.size() > (config.asyncScheduling() ? 2 : 1)) {
      throw new IllegalStateException("I5: " + inFlight.size() + " steps in flight");
    }
  }

  @Override
  public int held() {
    return rowOf.size() + coming;
  }
}
