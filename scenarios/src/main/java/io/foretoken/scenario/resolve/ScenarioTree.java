package io.foretoken.scenario.resolve;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.input.yaml.NodePath;
import java.nio.file.Path;
import java.util.List;

/**
 * A scenario as a tree, before anything is bound: from a file or from arguments, with values set on
 * top.
 *
 * @param root the tree
 * @param folder where relative paths of the file start; the working folder without a file
 * @param defaultName the name of a scenario that gives itself none
 */
public record ScenarioTree(MapNode root, Path folder, String defaultName) {
  private static final String SET = "--set ";

  /**
   * Reads a file.
   *
   * @throws BadInputException if it cannot be read or is not a map
   */
  public static ScenarioTree read(Path file) {
    MapNode root = LocatedYaml.readMap(file);
    Path folder = file.toAbsolutePath().normalize().getParent();
    String fileName = file.getFileName().toString();
    int dot = fileName.lastIndexOf('.');
    return new ScenarioTree(root, folder, dot > 0 ? fileName.substring(0, dot) : fileName);
  }

  /** A scenario made of arguments alone. */
  public static ScenarioTree ofArguments() {
    MapNode root = LocatedYaml.parseMap("fleet: [{pool: main}]\n", "command line");
    return new ScenarioTree(root, Path.of("").toAbsolutePath(), "command-line");
  }

  /**
   * The tree with {@code path=value} set.
   *
   * @throws BadInputException if it is not of that form or the path leads nowhere
   */
  public ScenarioTree set(String assignment) {
    int equals = assignment.indexOf('=');
    Origin origin = Origin.argument(SET + assignment);
    if (equals <= 0) {
      throw new BadInputException(
          Problem.of(
              origin,
              "no value is set",
              "write path=value, such as --set workload.arrivals.rate=12/s"));
    }
    return set(assignment.substring(0, equals), assignment.substring(equals + 1), origin);
  }

  /** The tree with the value at a path set, as if written there. */
  public ScenarioTree set(String path, String value, Origin origin) {
    return new ScenarioTree(NodePath.with(root, path, value, origin), folder, defaultName);
  }

  /** The tree with all assignments made, in order. */
  public ScenarioTree setAll(List<String> assignments) {
    ScenarioTree tree = this;
    for (String assignment : assignments) {
      tree = tree.set(assignment);
    }
    return tree;
  }
}
