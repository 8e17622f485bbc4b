package io.foretoken.benchmarks;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.engine.EngineProfiles;
import io.foretoken.hardware.operator.Precision;
import io.foretoken.hardware.step.CompiledStepTime;
import io.foretoken.hardware.step.Parallelism;
import io.foretoken.hardware.step.StepPlan;
import io.foretoken.sim.step.StepTimeModel;
import java.util.List;

/** Step times of deployments, from the catalogue and the engine profiles that ship. */
final class StepTimes {
  static final int MAX_NUM_SEQS = 256;
  static final int BUDGET = 2048;

  private StepTimes() {}

  /** The deployment that is measured. */
  static StepTimeModel measured() {
    return of("meta-llama/Llama-3.1-8B-Instruct", "h100-sxm-80gb", 1, "vllm", "0.19");
  }

  /** Others, to be loaded beside it: another card, another engine, a model with experts. */
  static List<StepTimeModel> others() {
    return List.of(
        of("meta-llama/Llama-3.1-70B-Instruct", "a100-sxm-80gb", 4, "vllm", "0.15"),
        of("meta-llama/Llama-3.1-8B-Instruct", "h200-sxm-141gb", 1, "sglang", "0.5"),
        of("Qwen/Qwen3-30B-A3B", "h100-sxm-80gb", 1, "vllm", "0.19"));
  }

  private static StepTimeModel of(
      String model, String gpu, int tensor, String engine, String version) {
    Catalog catalog = Catalog.shipped();
    return CompiledStepTime.compile(
        StepPlan.of(
            catalog.findModel(model).orElseThrow().shape(),
            Precision.BF16,
            catalog.findGpu(gpu).orElseThrow().spec(),
            Parallelism.tensor(tensor),
            EngineProfiles.find(engine, version),
            MAX_NUM_SEQS,
            BUDGET));
  }
}
