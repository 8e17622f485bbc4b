package io.foretoken.validation.replay;

import io.foretoken.validation.measured.Metric;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the simulator makes of a measured run.
 *
 * @param figures every figure, in the units of {@link Metric}
 * @param model catalogue id of the model
 * @param gpu catalogue id of the GPU
 * @param engine engine and version whose profile was used
 * @param provenance how far the step times rest on measurements
 * @param overloaded whether service did not keep up
 * @param engines what the engines did
 * @param steps their steps, where they are wanted
 * @param cachedTokens prompt tokens found in the prefix cache
 * @param roofline the operator closest to what the hardware can do
 * @param assumptions what was assumed beyond what the reader of the set assumed
 */
public record Prediction(
    Map<Metric, Double> figures,
    String model,
    String gpu,
    String engine,
    String provenance,
    boolean overloaded,
    EngineFigures engines,
    Optional<EngineSteps> steps,
    long cachedTokens,
    OperatorRoofline roofline,
    List<String> assumptions) {}
