package io.foretoken.scenario.serving;

/**
 * How a model is divided, in an engine's own numbers.
 *
 * @param tensor its tensor parallelism
 * @param pipeline its pipeline stages
 * @param data its data parallelism
 * @param expert its expert parallelism
 * @param expertsOverAll its switch that shares the experts among all ranks
 * @param attentionData its switch that makes attention data-parallel
 */
public record EngineDegrees(
    int tensor,
    int pipeline,
    int data,
    int expert,
    boolean expertsOverAll,
    boolean attentionData) {}
