package io.foretoken.sim.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.sim.step.Limit;
import io.foretoken.sim.step.StepCost;
import org.junit.jupiter.api.Test;

class ReplicaMeterTest {
  private final StepCost cost = new StepCost(1);

  // Window [100, 200). Steps end at 99 (not counted), 104 (3 rows, 50 prompt tokens, 2 decode
  // rows; it began at 94, so 4 of its 10 ns of device time are in the window), 150 (2 rows, decode
  // only), 200 (not counted); device 10 each.
  @Test
  void stepsCountByTheirEndInTheWindow() {
    ReplicaMeter meter = new ReplicaMeter(MeasureWindow.steady(100, 200), 10, 64);
    cost.stageNanos[0] = 10;
    cost.flops = 7;
    cost.hbmBytes = 5;
    cost.limit = Limit.MEMORY_BANDWIDTH;
    meter.stepEnded(99, 9, 9, 9, 9, 10, cost);
    meter.stepEnded(104, 3, 50, 2, 3, 10, cost);
    meter.stepEnded(150, 2, 0, 2, 2, 12, cost);
    meter.stepEnded(200, 9, 9, 9, 9, 10, cost);
    meter.preempted(99);
    meter.preempted(100);

    assertThat(meter.steps()).isEqualTo(2);
    assertThat(meter.rowSum()).isEqualTo(5);
    assertThat(meter.peakRows()).isEqualTo(3);
    assertThat(meter.deviceNanos()).isEqualTo(14);
    assertThat(meter.decodeOnlyNanos()).isEqualTo(10);
    assertThat(meter.prefillTokens()).isEqualTo(50);
    assertThat(meter.decodeTokens()).isEqualTo(4);
    assertThat(meter.outputTokens()).isEqualTo(5);
    assertThat(meter.flops()).isEqualTo(14);
    assertThat(meter.hbmBytes()).isEqualTo(10);
    assertThat(meter.nanosBy(Limit.MEMORY_BANDWIDTH)).isEqualTo(22);
    assertThat(meter.nanosBy(Limit.COMPUTE)).isZero();
    assertThat(meter.preemptions()).isEqualTo(1);
    assertThat(meter.outputSeries.total()).isEqualTo(23);
  }

  // 4 intervals of 10 ns. Everything is quiet after 30, but the last step ends at 40: only the
  // count of tokens outgrows its intervals, and the others must follow.
  @Test
  void allTimeSeriesOfARunHaveTheSameIntervals() {
    ReplicaMeter meter = new ReplicaMeter(MeasureWindow.WHOLE, 10, 4);
    meter.running.set(0, 1);
    meter.running.set(30, 0);
    meter.stepEnded(40, 1, 0, 1, 0, 10, cost);
    meter.settle(40);
    meter.coarsenTo(meter.longestBucket());

    assertThat(meter.outputSeries.bucketNanos()).isEqualTo(20);
    assertThat(meter.prefillSeries.bucketNanos()).isEqualTo(20);
    assertThat(meter.running.bucketNanos()).isEqualTo(20);
    assertThat(meter.waiting.bucketNanos()).isEqualTo(20);
    assertThat(meter.kvBlocks.bucketNanos()).isEqualTo(20);
  }
}
