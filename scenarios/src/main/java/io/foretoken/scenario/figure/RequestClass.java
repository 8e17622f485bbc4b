package io.foretoken.scenario.figure;

/**
 * A class of requests.
 *
 * @param name as in the scenario
 * @param tenant whose requests they are; empty where the requests themselves say
 * @param priority a smaller number is served earlier
 * @param slo its objective
 * @param openLoop whether its requests come whatever became of earlier ones
 */
public record RequestClass(String name, String tenant, int priority, Slo slo, boolean openLoop) {}
