package io.foretoken.scenario.capacity;

import io.foretoken.scenario.statistic.PointFigures;

/**
 * One load that was tried.
 *
 * @param load requests per second, or requests in flight
 * @param meets whether the objectives hold and service keeps up
 * @param certain whether the 95 % intervals leave no doubt about that
 * @param figures what happened
 */
public record CapacityProbe(double load, boolean meets, boolean certain, PointFigures figures) {}
