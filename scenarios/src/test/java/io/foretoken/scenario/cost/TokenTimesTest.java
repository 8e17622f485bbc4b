package io.foretoken.scenario.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.sim.metrics.MeasureWindow;
import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.metrics.RunResult;
import io.foretoken.sim.step.StepCost;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenTimesTest {
  private static final long SECOND = 1_000_000_000L;

  private final ReplicaMeter meter = new ReplicaMeter(MeasureWindow.WHOLE, SECOND, 64);

  private void step(long endSeconds, int prefill, int decode, long deviceSeconds) {
    int tokens = prefill + decode;
    long device = deviceSeconds * SECOND;
    StepCost cost = new StepCost(1);
    meter.stepEnded(endSeconds * SECOND, tokens, prefill, decode, decode, device, device, cost);
  }

  // 60 s of decode steps with 30,000 rows, 40 s with 72,000 prompt tokens and 8,000 rows: 40 s /
  // 80,000 = 0.5 ms for a prompt token, (60 s + 8,000 x 0.5 ms) / 38,000 = 64 s / 38,000 for a row
  @Test
  void everyTokenOfAStepBearsAnEqualPartOfIt() {
    step(60, 0, 30_000, 60);
    step(100, 72_000, 8_000, 40);
    TokenTimes times = TokenTimes.of(List.of(meter));

    assertThat(times.promptNanos()).isCloseTo(500_000, within(1e-6));
    assertThat(times.outputNanos()).isCloseTo(64e9 / 38_000, within(1e-6));
    // all the work of the run bears all its time
    assertThat(times.of(new RunResult.Work(72_000, 38_000))).isCloseTo(100e9, within(1.0));
  }

  @Test
  void withoutWorkNothingIsBorne() {
    assertThat(TokenTimes.of(List.of(meter)).of(new RunResult.Work(10, 10))).isZero();
  }

  // nothing but prompts of one token each: their only token costs what a prompt token does
  @Test
  void withoutDecodeRowsAnOutputTokenBearsWhatAPromptTokenDoes() {
    step(10, 1000, 0, 10);

    assertThat(TokenTimes.of(List.of(meter))).isEqualTo(new TokenTimes(1e7, 1e7));
  }
}
