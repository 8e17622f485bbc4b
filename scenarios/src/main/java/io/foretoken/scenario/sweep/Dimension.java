package io.foretoken.scenario.sweep;

import io.foretoken.input.problem.Origin;
import io.foretoken.input.yaml.LocatedNode;
import java.util.List;

/**
 * Parameters that change together.
 *
 * @param origin where they were written
 * @param paths their paths in the scenario
 * @param rows one value for each path, row by row
 */
record Dimension(Origin origin, List<String> paths, List<List<LocatedNode>> rows) {}
