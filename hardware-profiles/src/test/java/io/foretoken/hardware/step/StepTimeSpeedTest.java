package io.foretoken.hardware.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.foretoken.hardware.Fixtures;
import io.foretoken.hardware.operator.KvCacheFormat;
import io.foretoken.hardware.operator.Precision;
import io.foretoken.hardware.operator.WeightFormat;
import io.foretoken.sim.step.RankShape;
import io.foretoken.sim.step.StepCost;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What evaluating a step costs the simulator. Memory decides; CPU times are printed. */
class StepTimeSpeedTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static long allocated() {
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  private static void decode(CompiledStepTime model, RankShape[] ranks, StepCost out, int steps) {
    RankShape shape = ranks[0];
    for (int i = 0; i < steps; i++) {
      shape.decodeContext = 64_000L + i % 4096;
      model.cost(ranks, out);
    }
  }

  @Test
  void aDecodeStepCostsNanosecondsAndNoMemory() {
    CompiledStepTime dense = Shapes.compile(Fixtures.QWEN3_14B, Fixtures.H100, 1);
    CompiledStepTime windowed = Shapes.compile(Fixtures.GEMMA_3_12B, Fixtures.H100, 1);
    CompiledStepTime experts =
        CompiledStepTime.compile(
            Shapes.plan(
                Fixtures.DEEPSEEK_V3,
                new Precision(WeightFormat.FP8_BLOCK, KvCacheFormat.FP8),
                Fixtures.H200,
                new Parallelism(8, 1, 1, 8)));
    for (CompiledStepTime model : List.of(dense, windowed, experts)) {
      RankShape[] ranks = {Shapes.decode(model, 64, 1000)};
      StepCost out = new StepCost(1);
      decode(model, ranks, out, 200_000);
      long bytes = allocated();
      long start = THREADS.getCurrentThreadCpuTime();
      decode(model, ranks, out, 2_000_000);
      double nanos = (THREADS.getCurrentThreadCpuTime() - start) / 2e6;
      long grown = allocated() - bytes;

      System.out.printf(
          Locale.ROOT, "cost of a decode step of %s: %.1f ns%n", model.plan().model().id(), nanos);
      assertThat(grown).isLessThan(1000);
    }
  }

  /** Steps with prompts allocate nothing either, once their tables are filled. */
  @Test
  void aStepWithPromptsAllocatesNothing() {
    CompiledStepTime model = Shapes.compile(Fixtures.LLAMA_8B, Fixtures.H100, 1);
    RankShape shape = Shapes.prompt(model, 700, 300);
    Shapes.addDecode(model, shape, 20, 500);
    RankShape[] ranks = {shape};
    StepCost out = new StepCost(1);
    for (int i = 0; i < 50_000; i++) {
      model.cost(ranks, out);
    }
    long bytes = allocated();
    for (int i = 0; i < 50_000; i++) {
      model.cost(ranks, out);
    }
    assertThat(allocated() - bytes).isLessThan(1000);
  }

  @Test
  void compilingAndFillingEveryTableTakesMilliseconds() {
    Shapes.compile(Fixtures.LLAMA_8B, Fixtures.H100, 1);
    long start = THREADS.getCurrentThreadCpuTime();
    CompiledStepTime model = Shapes.compile(Fixtures.LLAMA_70B, Fixtures.H100, 8);
    double compiled = (THREADS.getCurrentThreadCpuTime() - start) * 1e-6;
    RankShape shape = new RankShape(0);
    RankShape[] ranks = {shape};
    StepCost out = new StepCost(1);
    for (int tokens = 1; tokens <= Shapes.BUDGET; tokens++) {
      shape.clear();
      shape.addChunk(tokens, 0, true);
      model.cost(ranks, out);
    }
    double filled = (THREADS.getCurrentThreadCpuTime() - start) * 1e-6 - compiled;

    System.out.printf(
        Locale.ROOT, "compiling: %.1f ms, filling 8192 entries: %.1f ms%n", compiled, filled);
  }
}
