package io.foretoken.sim.replica.batchwise;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.foretoken.sim.CancelToken;
import io.foretoken.sim.ProgressListener;
import io.foretoken.sim.RunSettings;
import io.foretoken.sim.Simulation;
import io.foretoken.sim.batch.DynamicOptions;
import io.foretoken.sim.batch.RequestLevelOptions;
import io.foretoken.sim.batch.StaticOptions;
import io.foretoken.sim.metrics.MeasureWindow;
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

/**
 * Steps allocate nothing once arrays have their size, and a batch no more than the JDK takes to
 * sort its lengths (half a kilobyte). Allocated bytes are read inside the step-time model. Of a
 * thousand steps one may see compiled code thrown away, which gives back an object that the
 * compiler had dissolved.
 */
class BatchAllocationTest {
  private static final int WARM_STEPS = 60_000;
  private static final int MEASURED_STEPS = 20_000;

  private static final class Metered implements StepTimeModel {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private int steps;
    private long before;
    private int stepsThatAllocate;
    private long byBatches;
    private int batches;

    @Override
    public void cost(RankShape[] ranks, StepCost out) {
      long allocated = threads.getCurrentThreadAllocatedBytes();
      steps++;
      if (steps > WARM_STEPS && steps <= WARM_STEPS + MEASURED_STEPS) {
        boolean begins = ranks[0].chunkCount > 0;
        batches += begins ? 1 : 0;
        stepsThatAllocate += begins || allocated == before ? 0 : 1;
        byBatches += begins ? allocated - before : 0;
      }
      before = allocated;
      out.hostNanos = 0;
      out.stageNanos[0] = 100_000 + 10L * ranks[0].queryTokens;
    }

    @Override
    public int stages() {
      return 1;
    }
  }

  /** Some 300 tokens long. */
  private static final class Steady extends SteadyArrivals {
    Steady() {
      super(16_000, 2_000_000);
    }

    @Override
    protected void describe(RequestDraft out) {
      out.inputTokens = 20 + (int) (out.index % 31);
      out.outputTokens = 300 + (int) (out.index % 50);
      out.maxTokens = out.outputTokens;
    }
  }

  private static void assertNothingIsAllocated(RequestLevelOptions options) {
    Metered stepTime = new Metered();
    EngineConfig config =
        new EngineConfig(
            options, 64, 2048, false, 0, true, false, false, 16_384, 16, new int[] {20_000});
    Deployment deployment =
        new Deployment(
            1,
            1,
            false,
            LeastOutstanding.NAME,
            1,
            config,
            new ApiConfig(0, 5_000_000, 1_000_000, 0, 1, 1),
            stepTime);
    new Simulation(deployment, new Steady(), RunSettings.of(MeasureWindow.WHOLE), Engines.shipped())
        .run(RequestSink.NONE, ProgressListener.SILENT, CancelToken.NEVER);

    assertThat(stepTime.stepsThatAllocate).isLessThan(MEASURED_STEPS / 1000);
    assertThat(stepTime.batches).isGreaterThan(20);
    assertThat(stepTime.byBatches).isLessThanOrEqualTo(stepTime.batches * 1024L);
  }

  @Test
  void staticBatchesAllocateNothingByStep() {
    assertNothingIsAllocated(new StaticOptions(64, 1_000_000_000L));
  }

  @Test
  void dynamicBatchesAllocateNothingByStep() {
    assertNothingIsAllocated(new DynamicOptions(List.of(16, 64), 20_000_000L));
  }
}
