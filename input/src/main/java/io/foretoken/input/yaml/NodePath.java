package io.foretoken.input.yaml;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.NearestName;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads and sets values at dotted paths such as {@code fleet.main.engine.name}. A step is a key of
 * a map; in a list it is an index from 0, or the value of an identifying key ({@code pool: main},
 * {@code name: chat}) of one of its elements. A key that contains dots is put in double quotes:
 * {@code prices."h100.x"}. Setting returns a new tree that shares with the old one whatever does
 * not lie on the path.
 */
public final class NodePath {
  /** The keys by which list elements are addressed unless others are given. */
  public static final List<String> IDENTIFYING_KEYS = List.of("pool", "name");

  private final String path;
  private final List<String> steps;
  private final List<String> identifyingKeys;

  private NodePath(String path, List<String> steps, List<String> identifyingKeys) {
    this.path = path;
    this.steps = steps;
    this.identifyingKeys = identifyingKeys;
  }

  /**
   * Parses a path; list elements are addressed by {@link #IDENTIFYING_KEYS} or index.
   *
   * @param origin the argument or place where the path was written, for problems
   * @throws BadInputException if a step is empty or a quote is not closed
   */
  public static NodePath parse(String path, Origin origin) {
    return parse(path, IDENTIFYING_KEYS, origin);
  }

  /**
   * Parses a path, with the keys whose values address elements of lists.
   *
   * @throws BadInputException if a step is empty or a quote is not closed
   */
  public static NodePath parse(String path, List<String> identifyingKeys, Origin origin) {
    return new NodePath(path, split(path, origin), List.copyOf(identifyingKeys));
  }

  /**
   * A tree in which {@code path} has the given value, parsed as a YAML flow value whose origin is
   * {@code origin}. Maps that are missing on the way are made.
   *
   * @throws BadInputException if the path or value is malformed, a list has no such element, or the
   *     path leads through a scalar
   */
  public static MapNode with(MapNode root, String path, String value, Origin origin) {
    return parse(path, origin).set(root, LocatedYaml.parseValue(value, origin), origin);
  }

  /** The value at {@code path}; empty when there is none. */
  public static Optional<LocatedNode> get(LocatedNode root, String path) {
    return parse(path, Origin.argument(path)).find(root);
  }

  /** The steps of the path, unquoted. */
  public List<String> steps() {
    return steps;
  }

  /** The value at this path; empty when there is none. */
  public Optional<LocatedNode> find(LocatedNode root) {
    LocatedNode node = root;
    for (String step : steps) {
      if (node instanceof MapNode map) {
        node = map.get(step);
      } else if (node instanceof ListNode list) {
        int index = index(list, step);
        node = index < 0 ? null : list.items().get(index);
      } else {
        node = null;
      }
      if (node == null) {
        return Optional.empty();
      }
    }
    return Optional.of(node);
  }

  /**
   * A tree in which this path has the given value.
   *
   * @param origin the argument, for problems and as the origin of maps made on the way
   * @throws BadInputException if a list has no such element, or the path leads through a scalar
   */
  public MapNode set(MapNode root, LocatedNode value, Origin origin) {
    return (MapNode) set(root, 0, value, origin);
  }

  private LocatedNode set(LocatedNode node, int depth, LocatedNode value, Origin origin) {
    if (depth == steps.size()) {
      return value;
    }
    String step = steps.get(depth);
    if (node == null || node.isNull()) {
      return MapNode.empty(origin).with(step, origin, set(null, depth + 1, value, origin));
    }
    if (node instanceof MapNode map) {
      LocatedNode changed = set(map.get(step), depth + 1, value, origin);
      Origin keyOrigin = map.has(step) ? map.keyOrigin(step) : origin;
      return map.with(step, keyOrigin, changed);
    }
    if (node instanceof ListNode list) {
      int index = index(list, step);
      if (index < 0) {
        throw unknownElement(list, step, depth, origin);
      }
      return list.with(index, set(list.items().get(index), depth + 1, value, origin));
    }
    throw new BadInputException(
        new Problem(
            origin,
            path,
            String.join(".", steps.subList(0, depth))
                + " is "
                + node.describe()
                + ", which has no keys",
            "write it as a map at " + node.origin() + ", or set it as a whole"));
  }

  private int index(ListNode list, String step) {
    for (int i = 0; i < list.size(); i++) {
      if (step.equals(identity(list.items().get(i), identifyingKeys))) {
        return i;
      }
    }
    if (step.matches("[0-9]{1,9}")) {
      int index = Integer.parseInt(step);
      return index < list.size() ? index : -1;
    }
    return -1;
  }

  /** The value of the first identifying key that the element has; null when it has none. */
  public static String identity(LocatedNode element, List<String> identifyingKeys) {
    if (element instanceof MapNode map) {
      for (String key : identifyingKeys) {
        if (map.get(key) instanceof ScalarNode scalar && !scalar.isNull()) {
          return scalar.text();
        }
      }
    }
    return null;
  }

  private BadInputException unknownElement(ListNode list, String step, int depth, Origin origin) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      String name = identity(list.items().get(i), identifyingKeys);
      names.add(name == null ? Integer.toString(i) : name);
    }
    String question = NearestName.question(step, names);
    String known = names.isEmpty() ? "the list is empty" : "elements: " + String.join(", ", names);
    return new BadInputException(
        new Problem(
            origin,
            path,
            String.join(".", steps.subList(0, depth)) + " has no element \"" + step + "\"",
            question.isEmpty() ? known : question + " " + known));
  }

  private static List<String> split(String path, Origin origin) {
    List<String> steps = new ArrayList<>();
    int at = 0;
    while (at <= path.length()) {
      int end;
      if (at < path.length() && path.charAt(at) == '"') {
        end = path.indexOf('"', at + 1);
        if (end < 0 || (end + 1 < path.length() && path.charAt(end + 1) != '.')) {
          throw malformed(path, origin, "has a quote that is not closed");
        }
        steps.add(path.substring(at + 1, end));
        end++;
      } else {
        end = path.indexOf('.', at);
        end = end < 0 ? path.length() : end;
        steps.add(path.substring(at, end).strip());
      }
      if (steps.get(steps.size() - 1).isEmpty()) {
        throw malformed(path, origin, "has an empty step");
      }
      at = end + 1;
    }
    return List.copyOf(steps);
  }

  private static BadInputException malformed(String path, Origin origin, String what) {
    return new BadInputException(
        Problem.of(
            origin,
            "the path \"" + path + "\" " + what,
            "write keys with dots between them, such as fleet.main.replicas"));
  }
}
