package io.foretoken.scenario.serving;

import io.foretoken.hardware.step.Parallelism;

/**
 * An engine's own numbers in the one convention of scenarios. The only place that knows how engines
 * count:
 *
 * <ul>
 *   <li>vLLM: tensor x data GPUs; expert parallelism is a switch, over all of them.
 *   <li>SGLang: {@code tp} GPUs. With DP attention {@code dp} of them are ranks of their own within
 *       {@code tp}, each of tp / dp GPUs; without it {@code dp} counts whole engines behind the
 *       server. Experts: ep x (tensor parallelism of the experts) = tp.
 *   <li>TensorRT-LLM: {@code tp} GPUs; with attention DP every one is a rank of its own. Experts as
 *       in SGLang.
 * </ul>
 *
 * @param parallelism of one engine
 * @param replicas engines that the command starts
 */
public record EngineDivision(Parallelism parallelism, int replicas) {
  private static final String SGLANG = "sglang";
  private static final String TENSORRT_LLM = "tensorrt-llm";

  /**
   * Converts.
   *
   * @param engine name of the engine's profile
   * @param hasExperts whether the model has experts; one without has none to divide
   * @throws IllegalArgumentException if the numbers contradict each other; the message says how
   */
  public static EngineDivision of(String engine, EngineDegrees degrees, boolean hasExperts) {
    return switch (engine) {
      case SGLANG -> ofSglang(degrees, hasExperts);
      case TENSORRT_LLM -> ofTensorRtLlm(degrees, hasExperts);
      default -> ofVllm(degrees, hasExperts);
    };
  }

  /**
   * The other way round: the numbers to give to an engine. Engines side by side are said only where
   * the engine starts them itself; an expert parallelism that the engine does not know becomes the
   * one that comes nearest.
   */
  public static EngineDegrees degrees(String engine, Parallelism parallelism, int replicas) {
    int tensor = parallelism.tensor();
    int pipeline = parallelism.pipeline();
    int data = parallelism.data();
    int expert = parallelism.expert();
    return switch (engine) {
      case SGLANG ->
          data > 1
              ? new EngineDegrees(tensor * data, pipeline, data, expert, false, true)
              : new EngineDegrees(tensor, pipeline, replicas, expert, false, false);
      case TENSORRT_LLM -> new EngineDegrees(tensor * data, pipeline, 1, expert, false, data > 1);
      default -> new EngineDegrees(tensor, pipeline, data, 1, expert > 1, false);
    };
  }

  private static EngineDivision ofVllm(EngineDegrees degrees, boolean hasExperts) {
    int expert = hasExperts && degrees.expertsOverAll() ? degrees.tensor() * degrees.data() : 1;
    return new EngineDivision(
        new Parallelism(degrees.tensor(), degrees.pipeline(), degrees.data(), expert), 1);
  }

  private static EngineDivision ofSglang(EngineDegrees degrees, boolean hasExperts) {
    int expert = expert(degrees, hasExperts);
    if (!degrees.attentionData()) {
      return new EngineDivision(
          new Parallelism(degrees.tensor(), degrees.pipeline(), 1, expert), degrees.data());
    }
    if (degrees.tensor() % degrees.data() != 0) {
      throw new IllegalArgumentException(
          "with DP attention the ranks lie within tp, and "
              + degrees.data()
              + " does not divide "
              + degrees.tensor());
    }
    return new EngineDivision(
        new Parallelism(
            degrees.tensor() / degrees.data(), degrees.pipeline(), degrees.data(), expert),
        1);
  }

  private static EngineDivision ofTensorRtLlm(EngineDegrees degrees, boolean hasExperts) {
    int expert = expert(degrees, hasExperts);
    Parallelism parallelism =
        degrees.attentionData()
            ? new Parallelism(1, degrees.pipeline(), degrees.tensor(), expert)
            : new Parallelism(degrees.tensor(), degrees.pipeline(), 1, expert);
    return new EngineDivision(parallelism, 1);
  }

  private static int expert(EngineDegrees degrees, boolean hasExperts) {
    if (!hasExperts) {
      return 1;
    }
    int expert = degrees.expertsOverAll() ? degrees.tensor() : degrees.expert();
    if (degrees.tensor() % expert != 0) {
      throw new IllegalArgumentException(
          "experts are shared within tp, and " + expert + " does not divide " + degrees.tensor());
    }
    return expert;
  }
}
