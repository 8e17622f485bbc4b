package io.foretoken.validation.measured;

import java.util.Map;

/**
 * What served in a measured run, in the words of its source; names are resolved when it is
 * replayed.
 *
 * @param model name of the model
 * @param weights weight format, empty for the checkpoint's own
 * @param kvCache KV cache format, empty for the engine's default
 * @param gpu name of the GPU
 * @param replicas independent engines side by side
 * @param tensor tensor parallelism of the attention
 * @param pipeline pipeline stages
 * @param data data-parallel ranks of the attention
 * @param expert expert parallelism
 * @param engine name of the engine
 * @param version its version, empty where not known
 * @param knobs what is known of its settings: path below {@code engine} in a scenario, to value
 * @param api whether an HTTP server stood between client and engine
 */
public record Setup(
    String model,
    String weights,
    String kvCache,
    String gpu,
    int replicas,
    int tensor,
    int pipeline,
    int data,
    int expert,
    String engine,
    String version,
    Map<String, String> knobs,
    boolean api) {

  /** GPUs of the whole deployment. */
  public int gpus() {
    return replicas * tensor * pipeline * data;
  }

  /** The same with other settings of the engine. */
  public Setup with(Map<String, String> others) {
    return new Setup(
        model, weights, kvCache, gpu, replicas, tensor, pipeline, data, expert, engine, version,
        others, api);
  }

  /** Such as {@code tp4} or {@code tp1-dp8-ep8}. */
  public String topology() {
    return "tp"
        + tensor
        + (pipeline > 1 ? "-pp" + pipeline : "")
        + (data > 1 ? "-dp" + data : "")
        + (expert > 1 ? "-ep" + expert : "")
        + (replicas > 1 ? "-x" + replicas : "");
  }
}
