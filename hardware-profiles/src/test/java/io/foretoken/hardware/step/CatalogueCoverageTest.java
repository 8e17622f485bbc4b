package io.foretoken.hardware.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.catalog.GpuEntry;
import io.foretoken.hardware.catalog.GpuSpec;
import io.foretoken.hardware.catalog.ModelEntry;
import io.foretoken.hardware.engine.EngineProfiles;
import io.foretoken.hardware.memory.MemoryRequest;
import io.foretoken.hardware.memory.MemoryRule;
import io.foretoken.hardware.model.CachedElements;
import io.foretoken.hardware.model.ModelShape;
import io.foretoken.hardware.model.ParameterCount;
import io.foretoken.hardware.operator.CoefficientFiles;
import io.foretoken.hardware.operator.OperatorCoefficients;
import io.foretoken.hardware.operator.Precision;
import io.foretoken.sim.step.StepCost;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Everything in the shipped catalogue has step times and memory, or a reason why not. */
class CatalogueCoverageTest {
  private static final Catalog CATALOG = Catalog.shipped();
  private static final GpuSpec H200 = gpu("h200-sxm-141gb");

  private static GpuSpec gpu(String id) {
    return CATALOG.findGpu(id).map(GpuEntry::spec).orElseThrow();
  }

  private static List<ModelShape> models() {
    return CATALOG.models().stream().map(ModelEntry::shape).toList();
  }

  private static List<ModelShape> modelled() {
    return models().stream().filter(model -> model.notModelled().isEmpty()).toList();
  }

  @Test
  void everyGpuWithOwnCoefficientsIsInTheCatalogue() {
    for (String id : CoefficientFiles.OWN) {
      OperatorCoefficients own = CoefficientFiles.shipped(id);

      assertThat(CATALOG.findGpu(id)).as(id).isPresent();
      assertThat(own.peaks().bf16Tflops()).isCloseTo(gpu(id).bf16Tflops(), within(1.0));
    }
  }

  @Test
  void everyGpuRunsADecodeStep() {
    ModelShape model = CATALOG.findModel("llama-3.1-8b").map(ModelEntry::shape).orElseThrow();
    for (GpuEntry entry : CATALOG.gpus()) {
      CompiledStepTime compiled = Shapes.compile(model, entry.spec(), 1);

      StepCost cost = Shapes.cost(compiled, Shapes.decode(compiled, 8, 1000));

      assertThat(cost.deviceNanos()).as(entry.id()).isBetween(2_000_000L, 200_000_000L);
    }
  }

  /** What is not modelled is refused; every other model has a step time that is not absurd. */
  @Test
  void everyModelRunsOrIsRefusedWithAReason() {
    for (ModelShape model : models()) {
      StepPlan plan = Shapes.plan(model, Precision.BF16, H200, Parallelism.NONE);
      if (!model.notModelled().isEmpty()) {
        assertThat(plan.refusals()).extracting(Refusal::subject).containsOnly("model");
        continue;
      }
      CompiledStepTime compiled = CompiledStepTime.compile(plan);

      StepCost cost = Shapes.cost(compiled, Shapes.decode(compiled, 1, 100));

      double bytes = 2.0 * ParameterCount.of(model).activePerStep();
      double ideal = bytes / H200.memoryGbPerSecond();
      assertThat(cost.deviceNanos() / ideal).as(model.id()).isBetween(1.0, 40.0);
    }
  }

  /** Two counts of the same weights, written apart, differ by the padding of the vocabulary. */
  @Test
  void weightsAgreeWithTheCataloguesCounter() {
    for (ModelShape model : modelled()) {
      ShardedModel whole = new ShardedModel(model, Parallelism.NONE);
      double rows = whole.vocab() - (double) model.vocab();
      double padding = rows * model.hidden() * (model.tiedEmbeddings() ? 1 : 2);

      assertThat(whole.weightBytes(Precision.BF16) / 2 - padding)
          .as(model.id())
          .isCloseTo((double) ParameterCount.of(model).total(), within(1.0));
    }
  }

  @Test
  void cachedElementsAgreeWithTheCataloguesCounter() {
    for (ModelShape model : modelled()) {
      ShardedModel whole = new ShardedModel(model, Parallelism.NONE);
      CachedElements cached = CachedElements.of(model);
      long perLayer = whole.cachedElementsPerLayer();

      assertThat(whole.fullLayers() * perLayer).as(model.id()).isEqualTo(cached.growing());
      assertThat(whole.windowLayers() * perLayer).as(model.id()).isEqualTo(cached.window());
    }
  }

  @Test
  void everyModelHasAMemoryPlanByEveryRule() {
    for (ModelShape model : modelled()) {
      for (String engine : EngineProfiles.NAMES) {
        MemoryRequest request =
            MemoryRequest.of(
                model, Precision.BF16, Parallelism.NONE, H200, EngineProfiles.newest(engine));

        assertThat(MemoryRule.plan(request).lines()).as(model.id()).isNotEmpty();
      }
    }
  }
}
