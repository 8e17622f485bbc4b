package io.foretoken.scenario.memory;

import io.foretoken.hardware.catalog.GpuSpec;
import io.foretoken.hardware.memory.MemoryRequest;
import io.foretoken.hardware.memory.MemoryRule;
import io.foretoken.hardware.model.ModelShape;
import io.foretoken.hardware.step.Divisions;
import io.foretoken.hardware.step.Parallelism;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/**
 * The least tensor parallelism with which a model fits.
 *
 * @param tensor it; empty when none that the GPU's links allow is enough
 * @param largestTried largest one tried
 */
public record SmallestTensor(OptionalInt tensor, int largestTried) {

  /**
   * Tries the degrees that divide the model, ascending.
   *
   * @param request the memory request with a given degree
   */
  public static SmallestTensor find(
      ModelShape model, GpuSpec gpu, IntFunction<MemoryRequest> request) {
    int largest = 1;
    for (int tensor : Divisions.allowedTensor(model)) {
      if (Divisions.refusals(model, Parallelism.tensor(tensor), gpu).isEmpty()) {
        largest = tensor;
        if (MemoryRule.plan(request.apply(tensor)).fits()) {
          return new SmallestTensor(OptionalInt.of(tensor), largest);
        }
      }
    }
    return new SmallestTensor(OptionalInt.empty(), largest);
  }
}
