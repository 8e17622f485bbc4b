package io.foretoken.scenario.sweep;

import io.foretoken.scenario.statistic.ReplicationPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a sweep is to be done, as the user asks for it.
 *
 * @param parameters arguments {@code path=values}; none for the scenario's own section
 * @param samples how many points of a Sobol sequence to take, if asked for
 * @param load what load the points see; empty for full where a batch limit is swept
 * @param plan how often each point is run
 * @param catalogs files and folders of catalogues beside the scenario's own
 * @param version version of the program, of which every key depends
 */
public record SweepOptions(
    List<String> parameters,
    OptionalInt samples,
    Optional<SweepLoad> load,
    ReplicationPlan plan,
    List<Path> catalogs,
    String version) {}
