package io.foretoken.scenario.resolve;

import io.foretoken.hardware.engine.CalibratedOn;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.EngineShelf;
import io.foretoken.hardware.engine.ProfileFile;
import io.foretoken.hardware.engine.Version;
import io.foretoken.input.bind.Located;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Problems;
import io.foretoken.scenario.spec.EngineSpec;
import io.foretoken.scenario.spec.PoolSpec;
import io.foretoken.sim.batch.BatchPolicies;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A pool whose engine is a profile of the user's own: the profile gives name and version.
 *
 * @param pool the pool with name and version written out
 * @param engines profiles with the user's own among them
 * @param calibration what the profile was calibrated on
 */
record OwnProfile(PoolSpec pool, EngineShelf engines, Optional<CalibratedOn> calibration) {

  /** Reads the profile of a pool that names one; problems are added for what is wrong with it. */
  static OwnProfile of(PoolSpec pool, EngineShelf engines, Path folder, Problems problems) {
    OwnProfile none = new OwnProfile(pool, engines, Optional.empty());
    Optional<Located<String>> named = pool.engine().flatMap(EngineSpec::profile);
    if (named.isEmpty()) {
      return none;
    }
    String path = "fleet." + pool.pool().value() + ".engine";
    Optional<Path> file = FileReference.resolve(named.get(), path + ".profile", folder, problems);
    if (file.isEmpty()) {
      return none;
    }
    try {
      ProfileFile read = ProfileFile.read(file.get());
      EngineSpec spec = pool.engine().orElseThrow();
      check(spec, read.engine(), named.get(), path, problems);
      return new OwnProfile(
          with(pool, spec, read.engine(), named.get()),
          new EngineShelf(List.of(read.engine())),
          read.calibration());
    } catch (BadInputException e) {
      problems.addAll(e);
      return none;
    }
  }

  private static void check(
      EngineSpec spec,
      EngineProfile profile,
      Located<String> named,
      String path,
      Problems problems) {
    if (!spec.name().value().equals("vllm") && !spec.name().value().equals(profile.name())) {
      problems.add(
          spec.name().origin(),
          path + ".name",
          "\"" + spec.name().value() + "\" is not the engine of the profile, " + profile.name(),
          "leave name out: the profile gives it");
    }
    Optional<Version> wanted = spec.version().map(Located::value).flatMap(Version::parse);
    if (wanted.isPresent() && !profile.covers(wanted.get())) {
      problems.add(
          spec.version().orElseThrow().origin(),
          path + ".version",
          "the profile stands for " + profile.describeVersions(),
          "leave version out: the profile gives it");
    }
    if (!BatchPolicies.names().contains(profile.batching().policy())) {
      problems.add(
          named.origin(),
          path + ".profile",
          "the profile batches by policy \""
              + profile.batching().policy()
              + "\", which there is not",
          "known: " + String.join(", ", BatchPolicies.names()));
    }
  }

  private static PoolSpec with(
      PoolSpec pool, EngineSpec spec, EngineProfile profile, Located<String> named) {
    EngineSpec written =
        new EngineSpec(
            new Located<>(profile.name(), named.origin()),
            Optional.of(spec.version().orElse(new Located<>(profile.version(), named.origin()))),
            spec.profile(),
            spec.batching(),
            spec.memory(),
            spec.compilation(),
            spec.api());
    return new PoolSpec(
        pool.pool(),
        pool.role(),
        pool.gpu(),
        pool.replicas(),
        pool.parallelism(),
        Optional.of(written));
  }
}
