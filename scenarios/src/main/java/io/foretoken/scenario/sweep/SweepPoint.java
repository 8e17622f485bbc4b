package io.foretoken.scenario.sweep;

import io.foretoken.scenario.statistic.PointFigures;
import java.util.List;
import java.util.Optional;

/**
 * A point of a sweep.
 *
 * @param index number of the point in the order of the grid, from 0
 * @param values value of each parameter as text, in the order of {@link SweepResult#parameters}
 * @param key hash of all that the point's result depends on
 * @param figures what it did; empty where it could not be run
 * @param failure why it could not be run, on one line; empty where it could
 */
public record SweepPoint(
    int index, List<String> values, String key, Optional<PointFigures> figures, String failure) {}
