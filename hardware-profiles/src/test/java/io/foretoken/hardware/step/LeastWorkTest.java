package io.foretoken.hardware.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.hardware.Fixtures;
import io.foretoken.hardware.catalog.GpuSpec;
import io.foretoken.hardware.engine.EngineProfiles;
import io.foretoken.hardware.model.ModelShape;
import io.foretoken.hardware.operator.KvCacheFormat;
import io.foretoken.hardware.operator.Precision;
import io.foretoken.hardware.operator.WeightFormat;
import io.foretoken.sim.step.RankShape;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** No step of any deployment takes less than the least work says. */
class LeastWorkTest {
  private static final int DEPLOYMENTS = 150;
  private static final int STEPS = 60;

  /** Rounding of a step to nanoseconds, of a step that takes at least 0.1 ms. */
  private static final double ROUNDING = 1e-5;

  private static CompiledStepTime drawn(SplittableRandom random) {
    while (true) {
      ModelShape model = Fixtures.MODELS.get(random.nextInt(Fixtures.MODELS.size()));
      GpuSpec gpu = Fixtures.ALL.get(random.nextInt(Fixtures.ALL.size()));
      Precision precision =
          new Precision(
              WeightFormat.values()[random.nextInt(WeightFormat.values().length)],
              random.nextBoolean() ? KvCacheFormat.BF16 : KvCacheFormat.FP8);
      int data = model.moe().isPresent() ? 1 << random.nextInt(2) : 1;
      String engine = List.of("vllm", "sglang", "tensorrt-llm").get(random.nextInt(3));
      StepPlan plan =
          StepPlan.of(
              model,
              precision,
              gpu,
              new Parallelism(1 << random.nextInt(4), 1, data, 1),
              EngineProfiles.newest(engine),
              Shapes.SEQUENCES,
              Shapes.BUDGET);
      if (plan.refusals().isEmpty()) {
        return CompiledStepTime.compile(plan);
      }
    }
  }

  /**
   * On the rank that has most: k tokens take k nanosPerToken, and looks at m stored tokens beside
   * that m nanosPerContextToken.
   */
  @Test
  void noStepTakesLess() {
    SplittableRandom random = new SplittableRandom(3);
    double closest = Double.POSITIVE_INFINITY;
    for (int round = 0; round < DEPLOYMENTS; round++) {
      CompiledStepTime model = drawn(random);
      LeastWork least = LeastWork.of(model);
      assertThat(least.nanosPerToken()).isPositive();
      RankShape[] ranks = new RankShape[model.plan().parallelism().data()];
      for (int each = 0; each < STEPS; each++) {
        double most = 0;
        for (int rank = 0; rank < ranks.length; rank++) {
          ranks[rank] = new RankShape(model.windows().size());
          most = Math.max(most, fill(random, model, ranks[rank], least));
        }
        closest = Math.min(closest, Shapes.cost(model, ranks).deviceNanos() / most);
      }
    }
    assertThat(closest).isGreaterThan(1 - ROUNDING);
    // It is a bound of use: some step comes near it.
    assertThat(closest).isLessThan(1.5);
  }

  /** Fills a rank within the limits of the deployment; gives its least work, nanoseconds. */
  private static double fill(
      SplittableRandom random, CompiledStepTime model, RankShape rank, LeastWork least) {
    int rows = random.nextInt(1 + Shapes.SEQUENCES);
    int context = 1 + random.nextInt(1 << random.nextInt(15));
    Shapes.addDecode(model, rank, rows, context);
    int tokens = rows;
    int chunks = rows == 0 ? 1 + random.nextInt(3) : random.nextInt(4);
    for (int chunk = 0; chunk < chunks && tokens < Shapes.BUDGET; chunk++) {
      int fresh = 1 + random.nextInt(Math.min(Shapes.BUDGET - tokens, 1 << random.nextInt(13)));
      rank.addChunk(fresh, random.nextInt(1 << random.nextInt(14)), random.nextBoolean());
      tokens += fresh;
    }
    return tokens * least.nanosPerToken() + (double) rows * context * least.nanosPerContextToken();
  }
}
