package io.foretoken.scenario.cost;

/**
 * What a deployment delivers when it is kept full.
 *
 * @param outputTokensPerSecond of the whole deployment
 * @param inputTokensPerSecond prompt tokens that go with them
 * @param requestsPerSecond requests that go with them
 */
public record FullLoad(
    double outputTokensPerSecond, double inputTokensPerSecond, double requestsPerSecond) {}
