package io.foretoken.hardware.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.hardware.Fixtures;
import io.foretoken.hardware.catalog.GpuSpec;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.EngineProfiles;
import io.foretoken.hardware.engine.ExpertScales;
import io.foretoken.hardware.engine.KernelScales;
import io.foretoken.hardware.model.ModelShape;
import io.foretoken.hardware.operator.KvCacheFormat;
import io.foretoken.hardware.operator.Precision;
import io.foretoken.hardware.operator.Routing;
import io.foretoken.hardware.operator.WeightFormat;
import io.foretoken.sim.step.RankShape;
import io.foretoken.sim.step.StepCost;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Laws over random deployments and steps. */
class StepTimeLawTest {
  private static final int DEPLOYMENTS = 400;
  private static final int STEPS = 60;

  /** Rounding to nanoseconds twice, over steps of at least 0.1 ms. */
  private static final double ROUNDING = 1e-5;

  private record Case(CompiledStepTime model, Parallelism division, Precision precision) {}

  /** An engine, by turns with kernels that claim to be five times as fast as any measured. */
  private static EngineProfile engine(SplittableRandom random) {
    EngineProfile engine = EngineProfiles.newest(random.nextBoolean() ? "vllm" : "tensorrt-llm");
    return random.nextBoolean()
        ? engine
        : engine.withKernels(
            new KernelScales(
                0.2,
                1,
                false,
                1,
                0.2,
                List.of(),
                1,
                0,
                0.2,
                new ExpertScales(0.2, 0.2, 0.2, 0.2, 1, 0),
                0.2,
                0.2,
                random.nextBoolean(),
                0.2,
                1,
                0.2,
                false));
  }

  private static Case draw(SplittableRandom random) {
    while (true) {
      ModelShape model = Fixtures.MODELS.get(random.nextInt(Fixtures.MODELS.size()));
      GpuSpec gpu = Fixtures.ALL.get(random.nextInt(Fixtures.ALL.size()));
      WeightFormat weights = WeightFormat.values()[random.nextInt(WeightFormat.values().length)];
      KvCacheFormat cache = random.nextBoolean() ? KvCacheFormat.BF16 : KvCacheFormat.FP8;
      Precision precision = new Precision(weights, cache);
      int tensor = 1 << random.nextInt(4);
      int data = model.moe().isPresent() ? 1 << random.nextInt(2) : 1;
      int expert = model.moe().isPresent() && random.nextBoolean() ? tensor * data : 1;
      Parallelism division = new Parallelism(tensor, 1, data, expert);
      StepPlan plan =
          new StepPlan(
              model,
              precision,
              gpu,
              io.foretoken.hardware.operator.CoefficientFiles.forGpu(gpu),
              division,
              engine(random),
              256,
              8192,
              random.nextBoolean(),
              new StepSwitches(
                  random.nextBoolean(),
                  random.nextBoolean(),
                  random.nextBoolean() ? Routing.SKEWED : Routing.UNIFORM,
                  random.nextBoolean()));
      if (plan.refusals().isEmpty()) {
        return new Case(CompiledStepTime.compile(plan), division, precision);
      }
    }
  }

  private static RankShape[] step(SplittableRandom random, Case some) {
    RankShape[] ranks = new RankShape[some.division().data()];
    for (int r = 0; r < ranks.length; r++) {
      ranks[r] = new RankShape(some.model().windows().size());
      int kind = random.nextInt(4);
      if (kind != 0 || r == 0) {
        int rows = 1 + random.nextInt(1 << random.nextInt(9));
        Shapes.addDecode(some.model(), ranks[r], rows, 1 + random.nextInt(1 << random.nextInt(17)));
      }
      for (int chunk = kind == 3 ? 1 + random.nextInt(4) : 0; chunk > 0; chunk--) {
        ranks[r].addChunk(
            1 + random.nextInt(1 << random.nextInt(12)),
            random.nextBoolean() ? 0 : random.nextInt(1 << random.nextInt(16)),
            random.nextBoolean());
      }
    }
    return ranks;
  }

  /** Device time is at least the operations at the peak and the bytes at the bandwidth. */
  @Test
  void noStepBeatsTheDatasheet() {
    SplittableRandom random = new SplittableRandom(1);
    double closest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < DEPLOYMENTS; i++) {
      Case some = draw(random);
      GpuSpec gpu = some.model().plan().gpu();
      double peak = Math.max(gpu.bf16Tflops(), some.precision().weights().tflops(gpu)) * 1e3;
      for (int s = 0; s < STEPS; s++) {
        RankShape[] ranks = step(random, some);
        StepCost cost = Shapes.cost(some.model(), ranks);
        int gpus = some.division().tensor() * ranks.length;
        double byFlops = cost.flops / peak / gpus;
        double byBytes = cost.hbmBytes / gpu.memoryGbPerSecond() / gpus;
        closest = Math.min(closest, cost.deviceNanos() / Math.max(byFlops, byBytes));
      }
    }
    assertThat(closest).isGreaterThan(1 - ROUNDING);
  }

  /**
   * On one GPU a decode step of a dense model reads all weights but an untied input embedding, and
   * the KV cache of its rows.
   */
  @Test
  void aDecodeStepReadsTheModelAndTheCache() {
    SplittableRandom random = new SplittableRandom(2);
    for (ModelShape model : Fixtures.MODELS) {
      if (model.moe().isPresent()) {
        continue;
      }
      for (GpuSpec gpu : Fixtures.ALL) {
        CompiledStepTime compiled = Shapes.compile(model, gpu, 1);
        ShardedModel whole = new ShardedModel(model, Parallelism.NONE);
        double embedding = model.tiedEmbeddings() ? 0 : 2 * whole.embeddingWeights();
        double weights = whole.weightBytes(Precision.BF16) - embedding;
        double perToken = 2.0 * whole.cachedElementsPerLayer();
        for (int s = 0; s < 20; s++) {
          int rows = 1 + random.nextInt(256);
          int length = 1 + random.nextInt(20_000);
          int window = model.layerKinds().windowTokens();
          double cached =
              perToken
                  * rows
                  * (model.layerKinds().full() * (double) length
                      + model.layerKinds().window() * (double) Math.min(length, window));

          StepCost cost = Shapes.cost(compiled, Shapes.decode(compiled, rows, length));

          assertThat(cost.hbmBytes).isCloseTo(weights + cached, within(1 + 1e-9 * weights));
          assertThat((double) cost.deviceNanos())
              .isGreaterThanOrEqualTo((weights + cached) / gpu.memoryGbPerSecond() - 1);
        }
      }
    }
  }

  /** The rows of an explanation sum to the cost, to a nanosecond per part; all else is equal. */
  @Test
  void anExplanationSumsToTheCost() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < DEPLOYMENTS; i++) {
      Case some = draw(random);
      for (int s = 0; s < STEPS / 4; s++) {
        RankShape[] ranks = step(random, some);
        StepCost cost = Shapes.cost(some.model(), ranks);
        StepExplanation explained = some.model().explain(ranks);
        double stage = 0;
        double head = 0;
        double flops = 0;
        double bytes = 0;
        for (StepExplanation.Row row : explained.rows()) {
          stage += row.lastStage() ? 0 : row.nanos();
          head += row.lastStage() ? row.nanos() : 0;
          flops += row.flops();
          bytes += row.hbmBytes();
        }
        assertThat(stage).isCloseTo((double) cost.stageNanos[0], within(1.0));
        assertThat(head).isCloseTo((double) cost.lastStageExtraNanos, within(1.0));
        assertThat(explained.stageNanos()).isEqualTo(cost.stageNanos[0]);
        assertThat(explained.lastStageExtraNanos()).isEqualTo(cost.lastStageExtraNanos);
        if (some.model().plan().asyncScheduling()) {
          assertThat(explained.hostNanos()).isEqualTo(cost.hostNanos);
        }
        assertThat(explained.limit()).isEqualTo(cost.limit);
        assertThat(flops / cost.flops).isCloseTo(1, within(1e-9));
        if (ranks.length == 1) {
          assertThat(bytes / cost.hbmBytes).isCloseTo(1, within(1e-9));
        }
      }
    }
  }

  /** The short way for decode rows gives what the general way gives. */
  @Test
  void theShortWayForDecodeRowsIsNoOtherSum() {
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < DEPLOYMENTS; i++) {
      Case some = draw(random);
      for (int s = 0; s < STEPS / 4; s++) {
        int rows = 1 + random.nextInt(256);
        RankShape[] ranks = {
          Shapes.decode(some.model(), rows, 1 + random.nextInt(1 << random.nextInt(17)))
        };
        StepCost general = new StepCost(1);
        some.model().costOfRanks(ranks, general);
        StepCost cost = Shapes.cost(some.model(), ranks);

        assertThat(cost.stageNanos).isEqualTo(general.stageNanos);
        assertThat(cost.lastStageExtraNanos).isEqualTo(general.lastStageExtraNanos);
        assertThat(cost.hostNanos).isEqualTo(general.hostNanos);
        assertThat(cost.flops / general.flops).isCloseTo(1, within(1e-12));
        assertThat(cost.hbmBytes / general.hbmBytes).isCloseTo(1, within(1e-12));
        assertThat(cost.limit).isEqualTo(general.limit);
      }
    }
  }

  /** More context or more rows never make a decode step shorter; with bf16 nor do more tokens. */
  @Test
  void stepsGrowWithWhatIsInThem() {
    for (ModelShape model : Fixtures.MODELS) {
      for (GpuSpec gpu : List.of(Fixtures.H100, Fixtures.B200, Fixtures.RTX_4090)) {
        if (model.moe().isPresent()) {
          continue;
        }
        CompiledStepTime compiled = Shapes.compile(model, gpu, 1);
        long last = 0;
        for (int length = 1; length < 100_000; length += 1 + length / 7) {
          long now = Shapes.cost(compiled, Shapes.decode(compiled, 32, length)).deviceNanos();
          assertThat(now).isGreaterThanOrEqualTo(last);
          last = now;
        }
        last = 0;
        for (int rows = 1; rows <= 256; rows++) {
          long now = Shapes.cost(compiled, Shapes.decode(compiled, rows, 1000)).deviceNanos();
          assertThat(now).as("%s rows %d", gpu.id(), rows).isGreaterThanOrEqualTo(last);
          last = now;
        }
        last = 0;
        for (int tokens = 1; tokens <= 8192; tokens += 1 + tokens / 50) {
          long now = Shapes.cost(compiled, Shapes.prompt(compiled, tokens, 0)).stageNanos[0];
          assertThat(now).as("%s tokens %d", gpu.id(), tokens).isGreaterThanOrEqualTo(last);
          last = now;
        }
      }
    }
  }

  /** Equal shapes cost equal nanoseconds in any order of asking, and from any copy of the model. */
  @Test
  void theOrderOfAskingDoesNotMatter() {
    List<RankShape> shapes = new ArrayList<>();
    CompiledStepTime first = Shapes.compile(Fixtures.QWEN3_14B, Fixtures.H100, 1);
    CompiledStepTime second = Shapes.compile(Fixtures.QWEN3_14B, Fixtures.H100, 1);
    for (int i = 0; i < 300; i++) {
      RankShape shape = Shapes.prompt(first, 1 + 37 * i, i % 3 * 500);
      Shapes.addDecode(first, shape, i % 200, 100 + i);
      shapes.add(shape);
    }
    long[] forward = new long[shapes.size()];
    for (int i = 0; i < forward.length; i++) {
      forward[i] = Shapes.cost(first, shapes.get(i)).deviceNanos();
    }
    for (int i = forward.length - 1; i >= 0; i--) {
      assertThat(Shapes.cost(second, shapes.get(i)).deviceNanos()).isEqualTo(forward[i]);
    }
  }
}
