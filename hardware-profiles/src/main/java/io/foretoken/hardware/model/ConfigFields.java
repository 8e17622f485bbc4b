package io.foretoken.hardware.model;

import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.yaml.ListNode;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.input.yaml.ScalarNode;
import java.util.List;
import java.util.Optional;

/**
 * Fields of a {@code config.json}, which many authors spell in many ways: every question names the
 * spellings that may answer it, the first one present and not null does. A dot steps into a nested
 * object. Unfit values become problems and 1 stands in, so that one reading finds all of them.
 */
final class ConfigFields {
  /** Above any dimension of a model, below what would overflow a product of three. */
  private static final long MOST = 1L << 30;

  private final MapNode map;
  private final String path;
  private final Problems problems;

  ConfigFields(MapNode map, String path, Problems problems) {
    this.map = map;
    this.path = path;
    this.problems = problems;
  }

  Problems problems() {
    return problems;
  }

  /** A whole number from 1 that must be there. */
  int count(String... spellings) {
    return optionalCount(spellings)
        .orElseGet(
            () -> {
              missing(spellings);
              return 1;
            });
  }

  /** A whole number from 1, or nothing. */
  Optional<Integer> optionalCount(String... spellings) {
    return find(spellings).map(name -> whole(name, 1));
  }

  /** A whole number from 0, or {@code fallback}. */
  int countOr(int fallback, String... spellings) {
    return find(spellings).map(name -> whole(name, 0)).orElse(fallback);
  }

  boolean flag(String name, boolean fallback) {
    if (find(name).isEmpty()) {
      return fallback;
    }
    if (node(name) instanceof ScalarNode scalar && !scalar.quoted()) {
      if (scalar.text().equals("true") || scalar.text().equals("false")) {
        return scalar.text().equals("true");
      }
    }
    problem(name, "found " + node(name).describe(), "write true or false");
    return fallback;
  }

  Optional<String> text(String... spellings) {
    return find(spellings)
        .map(
            name -> {
              if (node(name) instanceof ScalarNode scalar) {
                return scalar.text();
              }
              problem(name, "found " + node(name).describe(), "write a name");
              return "";
            });
  }

  /** The scalars of a list, or nothing when there is no such list. */
  Optional<List<String>> texts(String... spellings) {
    return find(spellings)
        .filter(name -> node(name) instanceof ListNode)
        .map(
            name ->
                ((ListNode) node(name))
                    .items().stream()
                        .map(item -> item instanceof ScalarNode scalar ? scalar.text() : "")
                        .toList());
  }

  /**
   * One value for each of {@code layers} layers, or nothing; a list of another length is refused.
   */
  Optional<List<String>> perLayer(int layers, String... spellings) {
    Optional<List<String>> values = texts(spellings);
    if (values.isPresent() && values.get().size() != layers) {
      problem(
          find(spellings).orElseThrow(),
          values.get().size() + " entries for " + layers + " layers",
          "one entry per layer is expected");
    }
    return values;
  }

  Optional<ConfigFields> child(String name) {
    return find(name)
        .filter(found -> node(found) instanceof MapNode)
        .map(found -> new ConfigFields((MapNode) node(found), pathOf(found), problems));
  }

  boolean has(String... spellings) {
    return find(spellings).isPresent();
  }

  /** Reports what is wrong with the value of the first of the spellings that is there. */
  void problem(String name, String message, String hint) {
    problems.add(origin(name), pathOf(name), message, hint);
  }

  void missing(String... spellings) {
    String others =
        spellings.length == 1
            ? ""
            : "other spellings: "
                + String.join(", ", List.of(spellings).subList(1, spellings.length));
    problems.add(map.origin(), path, "the field \"" + spellings[0] + "\" is missing", others);
  }

  private Origin origin(String name) {
    LocatedNode node = node(name);
    return node == null ? map.origin() : node.origin();
  }

  private int whole(String name, int least) {
    if (node(name) instanceof ScalarNode scalar
        && !scalar.quoted()
        && scalar.text().matches("[0-9]{1,12}")) {
      long value = Long.parseLong(scalar.text());
      if (value >= least && value <= MOST) {
        return (int) value;
      }
    }
    problem(name, "found " + node(name).describe(), "write a whole number from " + least);
    return Math.max(least, 1);
  }

  private Optional<String> find(String... spellings) {
    for (String name : spellings) {
      LocatedNode node = node(name);
      if (node != null && !node.isNull()) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  private LocatedNode node(String name) {
    MapNode at = map;
    String rest = name;
    for (int dot = rest.indexOf('.'); dot >= 0; dot = rest.indexOf('.')) {
      if (!(at.get(rest.substring(0, dot)) instanceof MapNode inner)) {
        return null;
      }
      at = inner;
      rest = rest.substring(dot + 1);
    }
    return at.get(rest);
  }

  private String pathOf(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
