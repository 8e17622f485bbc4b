package io.foretoken.hardware.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.hardware.Fixtures;
import io.foretoken.hardware.engine.DeviceTimes;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.EngineProfiles;
import io.foretoken.hardware.operator.Precision;
import io.foretoken.sim.step.RankShape;
import org.junit.jupiter.api.Test;

class TruncatedSamplingTest {
  private static final EngineProfile VLLM = EngineProfiles.find("vllm", "0.15");

  private static CompiledStepTime compile(EngineProfile engine) {
    return CompiledStepTime.compile(
        StepPlan.of(
            Fixtures.LLAMA_8B,
            Precision.BF16,
            Fixtures.H100,
            Parallelism.tensor(1),
            engine,
            256,
            8192));
  }

  /** 5 us per 1,000 rows and 128,000 rows: 640 us. */
  @Test
  void theTimeGrowsWithTheVocabulary() {
    DeviceTimes times = new DeviceTimes(0, 0, 0, 5, true);

    assertThat(times.truncationUs(128_000)).isEqualTo(640);
  }

  @Test
  void requestsThatAskForNeitherTakeNone() {
    assertThat(new DeviceTimes(0, 0, 0, 5, false).truncationUs(128_000)).isZero();
    assertThat(compile(VLLM).plan().engine().device().truncationUs(128_256)).isZero();
  }

  /** The same for 10 sequences and for 100: each has a thread block to itself. */
  @Test
  void aStepThatSamplesTakesItWhateverTheNumberOfSequences() {
    CompiledStepTime plain = compile(VLLM);
    CompiledStepTime truncated = compile(VLLM.withTruncatedSampling());
    double millis = VLLM.device().truncationUs() * 128.256 / 1000;

    for (int rows : new int[] {10, 100}) {
      double longer =
          Shapes.millis(truncated, Shapes.decode(truncated, rows, 500))
              - Shapes.millis(plain, Shapes.decode(plain, rows, 500));
      assertThat(longer).isCloseTo(millis, within(1e-5));
    }
  }

  /** A chunk of a prompt that goes on in the next step has no token to choose. */
  @Test
  void aStepThatSamplesNothingTakesNone() {
    RankShape chunk = new RankShape(0);
    chunk.addChunk(512, 0, false);

    assertThat(Shapes.millis(compile(VLLM.withTruncatedSampling()), chunk))
        .isEqualTo(Shapes.millis(compile(VLLM), chunk));
  }
}
