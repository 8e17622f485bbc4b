package io.foretoken.hardware.memory;

import io.foretoken.hardware.engine.MemoryDefaults;
import io.foretoken.hardware.step.Divisions;
import io.foretoken.hardware.step.NotServableException;
import io.foretoken.hardware.step.Refusal;
import java.util.List;

/** How an engine divides the memory of a GPU; one implementation per engine. */
public interface MemoryRule {
  /** The rule's division; the knobs of the request are checked by whoever read them. */
  MemoryPlan divide(MemoryRequest request);

  /**
   * The plan of a request by its engine's rule.
   *
   * @throws NotServableException if the model cannot be divided as asked
   */
  static MemoryPlan plan(MemoryRequest request) {
    List<Refusal> refusals =
        Divisions.refusals(request.model(), request.parallelism(), request.gpu());
    if (!refusals.isEmpty()) {
      throw new NotServableException(refusals);
    }
    return of(request.engine().memory().rule()).divide(request);
  }

  /** The implementation of a rule. */
  static MemoryRule of(MemoryDefaults.Rule rule) {
    return switch (rule) {
      case VLLM, GENERIC -> new VllmMemory();
      case SGLANG -> new SglangMemory();
      case TENSORRT_LLM -> new TensorRtLlmMemory();
    };
  }
}
