package io.foretoken.sim.replica.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.foretoken.sim.CancelToken;
import io.foretoken.sim.ProgressListener;
import io.foretoken.sim.RunSettings;
import io.foretoken.sim.Simulation;
import io.foretoken.sim.batch.AttentionDpOptions;
import io.foretoken.sim.batch.BatchPolicies;
import io.foretoken.sim.batch.PolicyOptions;
import io.foretoken.sim.batch.SglangOptions;
import io.foretoken.sim.batch.TrtllmGuaranteedNoEvictPolicy;
import io.foretoken.sim.batch.TrtllmMaxUtilizationPolicy;
import io.foretoken.sim.batch.TrtllmOptions;
import io.foretoken.sim.batch.VllmV0Policy;
import io.foretoken.sim.batch.VllmV1Policy;
import io.foretoken.sim.metrics.MeasureWindow;
import io.foretoken.sim.metrics.RunResult;
import io.foretoken.sim.random.KeyedRandom;
import io.foretoken.sim.random.Purpose;
import io.foretoken.sim.replica.ApiConfig;
import io.foretoken.sim.replica.Deployment;
import io.foretoken.sim.replica.EngineConfig;
import io.foretoken.sim.replica.Engines;
import io.foretoken.sim.request.RequestDraft;
import io.foretoken.sim.request.RequestSink;
import io.foretoken.sim.route.LeastOutstanding;
import io.foretoken.sim.step.RankShape;
import io.foretoken.sim.step.StepCost;
import io.foretoken.sim.step.StepTimeModel;
import io.foretoken.sim.testkit.SteadyArrivals;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Steps allocate nothing once arrays have their size: with arrivals, prefix hits, preemptions and
 * finishes among them. Allocated bytes are read inside the step-time model, over windows of 10,000
 * steps: one of them may see compiled code thrown away, which gives back once an object that the
 * compiler had dissolved.
 */
class AllocationTest {
  private static final int WARM_STEPS = 150_000;
  private static final int MEASURED_STEPS = 50_000;
  private static final int WINDOW = 10_000;

  private static final class Metered implements StepTimeModel {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long steps;
    private long before;
    private long allocated = -1;
    private long leastInWindow = Long.MAX_VALUE;

    @Override
    public void cost(RankShape[] ranks, StepCost out) {
      steps++;
      long measured = steps - WARM_STEPS;
      if (measured >= 0 && measured <= MEASURED_STEPS && measured % WINDOW == 0) {
        long now = threads.getCurrentThreadAllocatedBytes();
        if (measured == 0) {
          allocated = 0;
        } else {
          allocated += now - before;
          leastInWindow = Math.min(leastInWindow, now - before);
        }
        before = now;
      }
      out.hostNanos = 0;
      out.stageNanos[0] = 1_000_000 + 1_000L * ranks[0].queryTokens + ranks[0].decodeContext;
    }

    @Override
    public int stages() {
      return 1;
    }
  }

  private static final class Steady extends SteadyArrivals {
    private final KeyedRandom random = KeyedRandom.of(5, 0);

    Steady() {
      super(14_000, 16_000_000);
    }

    @Override
    protected void describe(RequestDraft out) {
      out.inputTokens = 200 + random.below(300, Purpose.INPUT_TOKENS, out.index, 0);
      out.outputTokens = 200 + random.below(300, Purpose.OUTPUT_TOKENS, out.index, 0);
      out.maxTokens = out.outputTokens + random.below(2, Purpose.NATURAL_STOP, out.index, 0);
      out.addSegment(random.below(50, Purpose.PREFIX_GROUP, out.index, 0), out.inputTokens);
    }
  }

  private static void assertNothingIsAllocated(int blocks, ApiConfig api) {
    Metered stepTime = run(BatchPolicies.defaults(VllmV1Policy.NAME), blocks, api);
    assertThat(stepTime.leastInWindow).isZero();
    assertThat(stepTime.allocated).isLessThan(MEASURED_STEPS);
  }

  private static Metered run(PolicyOptions policy, int blocks, ApiConfig api) {
    return run(policy, 1, blocks, api);
  }

  private static Metered run(PolicyOptions policy, int ranks, int blocks, ApiConfig api) {
    Metered stepTime = new Metered();
    EngineConfig engine =
        new EngineConfig(
            policy, 256, 2048, true, 0, true, false, true, 16_384, 16, new int[] {blocks});
    Deployment deployment =
        new Deployment(1, ranks, ranks > 1, LeastOutstanding.NAME, 1, engine, api, stepTime);
    RunResult result =
        new Simulation(
                deployment, new Steady(), RunSettings.of(MeasureWindow.WHOLE), Engines.shipped())
            .run(RequestSink.NONE, ProgressListener.SILENT, CancelToken.NEVER);

    assertThat(result.replicas().get(0).preemptions() > 0).isEqualTo(blocks < 10_000);
    assertThat(result.replicas().get(0).cachedTokens()).isPositive();
    assertThat(stepTime.allocated).isNotNegative();
    return stepTime;
  }

  @Test
  void stepsAllocateNothing() {
    assertNothingIsAllocated(20_000, new ApiConfig(0, 5_000_000, 1_000_000, 0, 1, 1));
  }

  /** Less than a byte a step, where the smallest object has 16. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void otherPoliciesAllocateNothingPerStep(int which) {
    PolicyOptions policy =
        List.of(
                BatchPolicies.defaults(VllmV0Policy.NAME),
                BatchPolicies.defaults(TrtllmMaxUtilizationPolicy.NAME),
                new TrtllmOptions(TrtllmGuaranteedNoEvictPolicy.NAME, 20, 0.9),
                SglangOptions.DEFAULT,
                new SglangOptions(16384, true, 1, 10))
            .get(which);
    ApiConfig streaming = new ApiConfig(0, 5_000_000, 1_000_000, 20_000, 2, 4);
    assertThat(run(policy, 20_000, streaming).allocated).isLessThan(MEASURED_STEPS);
  }

  @Test
  void ranksThatStartPromptsTogetherAllocateNothingPerStep() {
    AttentionDpOptions balance = new AttentionDpOptions(true, 60, 2);
    PolicyOptions policy = new TrtllmOptions(TrtllmGuaranteedNoEvictPolicy.NAME, 0, 0, balance);
    ApiConfig api = new ApiConfig(0, 5_000_000, 1_000_000, 0, 1, 1);
    assertThat(run(policy, 4, 20_000, api).allocated).isLessThan(MEASURED_STEPS);
  }

  @Test
  void preemptingStepsAllocateNothing() {
    assertNothingIsAllocated(930, new ApiConfig(0, 5_000_000, 1_000_000, 0, 1, 1));
  }

  @Test
  void streamingStepsAllocateNothing() {
    assertNothingIsAllocated(20_000, new ApiConfig(0, 5_000_000, 1_000_000, 20_000, 2, 4));
  }
}
