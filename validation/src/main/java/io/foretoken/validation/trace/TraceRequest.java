package io.foretoken.validation.trace;

/**
 * A request as measured and as predicted; seconds, NaN where not known.
 *
 * @param number among the run's answered requests, in the order of sending
 * @param sentSeconds measured, from the first one on; NaN where the file does not say
 * @param predictedSentSeconds in the simulation, from its start on
 * @param inputTokens of its prompt
 * @param outputTokens of its answer
 */
public record TraceRequest(
    int number,
    double sentSeconds,
    double predictedSentSeconds,
    int inputTokens,
    int outputTokens,
    double ttft,
    double predictedTtft,
    double tpot,
    double predictedTpot,
    double e2e,
    double predictedE2e) {}
