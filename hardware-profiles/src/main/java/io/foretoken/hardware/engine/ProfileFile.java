package io.foretoken.hardware.engine;

import io.foretoken.input.bind.Range;
import io.foretoken.input.bind.RecordBinder;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.input.yaml.MapNode;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A profile of one's own, as {@code engine: {profile: ./profile.yaml}} names it.
 *
 * @param schemaVersion version of this format
 * @param engine the profile
 * @param calibration what it was calibrated on; empty of a profile written by hand
 */
public record ProfileFile(
    @Range(min = 1, max = 1) int schemaVersion,
    EngineProfile engine,
    Optional<CalibratedOn> calibration) {

  /**
   * Reads a file.
   *
   * @throws BadInputException with everything that is wrong with it
   */
  public static ProfileFile read(Path file) {
    MapNode map = LocatedYaml.readMap(file);
    Problems problems = new Problems();
    if (map.get("engine") == null) {
      problems.add(
          Problem.of(
              map.origin(),
              "this is no engine profile: the key \"engine\" is missing",
              "foretoken calibrate writes one; docs/calibration.md says what is in it"));
      problems.throwIfAny();
    }
    ProfileFile read = RecordBinder.bind(map, ProfileFile.class, problems);
    problems.throwIfAny();
    check(map, read.engine(), problems);
    problems.throwIfAny();
    return read;
  }

  /** What the binder cannot see: names and versions that mean nothing. */
  private static void check(MapNode map, EngineProfile engine, Problems problems) {
    MapNode written = (MapNode) map.get("engine");
    if (!EngineProfiles.NAMES.contains(engine.name())) {
      problems.add(
          written.get("name").origin(),
          "engine.name",
          "no engine is called \"" + engine.name() + "\"",
          "known: " + String.join(", ", EngineProfiles.NAMES));
    }
    for (String key : new String[] {"version", "from", "until"}) {
      String text =
          switch (key) {
            case "version" -> engine.version();
            case "from" -> engine.from();
            default -> engine.until();
          };
      if (Version.parse(text).isEmpty()) {
        problems.add(
            written.get(key).origin(),
            "engine." + key,
            "\"" + text + "\" is no version",
            "write it quoted, such as \"0.19\"");
      }
    }
  }
}
