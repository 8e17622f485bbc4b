package io.foretoken.validation.benchmark;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a file, or its user, says of a deployment; empty texts and zeros where nothing is said.
 *
 * @param model name of the model
 * @param weights format of the weights
 * @param kvCache format of the KV cache
 * @param gpu name of the GPU
 * @param engine name of the engine
 * @param version its version
 * @param replicas engines side by side
 * @param tensor tensor parallelism of the attention
 * @param pipeline pipeline stages
 * @param data data-parallel ranks
 * @param expert expert parallelism
 * @param knobs settings of the engine: path below {@code engine} in a scenario, to value
 */
public record StatedSetup(
    String model,
    String weights,
    String kvCache,
    String gpu,
    String engine,
    String version,
    int replicas,
    int tensor,
    int pipeline,
    int data,
    int expert,
    Map<String, String> knobs) {
  /** Nothing is stated. */
  public static final StatedSetup NOTHING =
      new StatedSetup("", "", "", "", "", "", 0, 0, 0, 0, 0, Map.of());

  /** Keeps a copy. */
  public StatedSetup {
    knobs = Map.copyOf(knobs);
  }

  /** With a model and an engine. */
  public StatedSetup with(String modelName, String engineName) {
    return new StatedSetup(
        modelName,
        weights,
        kvCache,
        gpu,
        engineName,
        version,
        replicas,
        tensor,
        pipeline,
        data,
        expert,
        knobs);
  }

  /** What is stated here, and what the other states of the rest. */
  public StatedSetup or(StatedSetup other) {
    Map<String, String> all = new TreeMap<>(other.knobs);
    all.putAll(knobs);
    return new StatedSetup(
        first(model, other.model),
        first(weights, other.weights),
        first(kvCache, other.kvCache),
        first(gpu, other.gpu),
        first(engine, other.engine),
        first(version, other.version),
        first(replicas, other.replicas),
        first(tensor, other.tensor),
        first(pipeline, other.pipeline),
        first(data, other.data),
        first(expert, other.expert),
        all);
  }

  private static String first(String one, String other) {
    return one.isEmpty() ? other : one;
  }

  private static int first(int one, int other) {
    return one == 0 ? other : one;
  }
}
