package io.foretoken.hardware.catalog;

import io.foretoken.input.problem.NearestName;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.yaml.ListNode;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.input.yaml.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * One mapping of a catalogue file, read key by key. A missing or unfit value becomes a problem with
 * its place and a stand-in is returned, so that all problems of a file are found in one reading.
 * {@link #finish} reports the keys that nobody asked for.
 */
final class Fields {
  private final String path;
  private final MapNode map;
  private final Problems problems;
  private final Set<String> asked = new LinkedHashSet<>();
  private final List<Fields> children = new ArrayList<>();

  /** Fields of {@code node}; one that is no map is a problem, and has no fields. */
  Fields(String path, LocatedNode node, Problems problems) {
    this.path = path;
    this.problems = problems;
    if (node instanceof MapNode given) {
      map = given;
    } else {
      map = MapNode.empty(node.origin());
      problems.add(node.origin(), path, "found " + node.describe(), "write keys and values here");
    }
  }

  boolean has(String key) {
    asked.add(key);
    return map.has(key);
  }

  /** Place of the whole mapping. */
  Origin origin() {
    return map.origin();
  }

  /** Place of the value of {@code key}, or of the mapping when the key is missing. */
  Origin origin(String key) {
    return map.has(key) ? map.get(key).origin() : origin();
  }

  void problem(String key, String message, String hint) {
    problems.add(origin(key), pathOf(key), message, hint);
  }

  Problems problems() {
    return problems;
  }

  String text(String key) {
    return has(key) ? scalar(key) : missing(key, "");
  }

  String text(String key, String fallback) {
    return has(key) ? scalar(key) : fallback;
  }

  /** A finite number above zero; 1 stands in for an unfit one. */
  double number(String key) {
    return has(key) ? positive(key) : missing(key, 1.0);
  }

  double number(String key, double fallback) {
    return has(key) ? positive(key) : fallback;
  }

  OptionalDouble optionalNumber(String key) {
    return has(key) ? OptionalDouble.of(positive(key)) : OptionalDouble.empty();
  }

  /** A whole number from 1; 1 stands in for an unfit one. */
  int count(String key) {
    return has(key) ? (int) whole(key, 1, Integer.MAX_VALUE) : missing(key, 1);
  }

  int count(String key, int fallback) {
    return has(key) ? (int) whole(key, 0, Integer.MAX_VALUE) : fallback;
  }

  long longCount(String key, long fallback) {
    return has(key) ? whole(key, 0, Long.MAX_VALUE) : fallback;
  }

  boolean flag(String key, boolean fallback) {
    if (!has(key)) {
      return fallback;
    }
    String text = scalar(key);
    if (!text.equals("true") && !text.equals("false")) {
      problem(key, "found \"" + text + "\"", "write true or false");
    }
    return text.equals("true");
  }

  List<String> texts(String key) {
    if (!has(key)) {
      return List.of();
    }
    List<String> found = new ArrayList<>();
    if (map.get(key) instanceof ListNode list) {
      for (LocatedNode item : list.items()) {
        if (item instanceof ScalarNode scalar) {
          found.add(scalar.text());
        } else {
          problems.add(item.origin(), pathOf(key), "found " + item.describe(), "write a name");
        }
      }
    } else {
      problem(key, "found " + map.get(key).describe(), "write a list: [first, second]");
    }
    return found;
  }

  /** A mapping from names to texts, in the order as written. */
  Map<String, String> textMap(String key) {
    Map<String, String> found = new LinkedHashMap<>();
    child(key)
        .ifPresent(
            child -> {
              for (String name : child.map.keys()) {
                found.put(name, child.text(name));
              }
            });
    return found;
  }

  Optional<Fields> child(String key) {
    if (!has(key)) {
      return Optional.empty();
    }
    Fields child = new Fields(pathOf(key), map.get(key), problems);
    children.add(child);
    return Optional.of(child);
  }

  /** A mapping that must be there; an empty one stands in, with one problem for its absence. */
  Optional<Fields> requiredChild(String key) {
    if (!has(key)) {
      missing(key, "");
    }
    return child(key);
  }

  /** The mappings of a list. */
  List<Fields> children(String key) {
    if (!has(key)) {
      return List.of();
    }
    List<Fields> found = new ArrayList<>();
    if (map.get(key) instanceof ListNode list) {
      for (int i = 0; i < list.size(); i++) {
        found.add(new Fields(pathOf(key) + "[" + i + "]", list.items().get(i), problems));
      }
    } else {
      problem(
          key, "found " + map.get(key).describe(), "write a list: every entry starts with \"- \"");
    }
    return found;
  }

  /** Reports keys that are not of the schema, here and in the mappings read from here. */
  void finish() {
    for (String key : map.keys()) {
      if (!asked.contains(key)) {
        problems.add(
            map.keyOrigin(key),
            pathOf(key),
            "unknown key",
            NearestName.of(key, asked)
                .map(name -> "did you mean \"" + name + "\"?")
                .orElse("known here: " + String.join(", ", asked)));
      }
    }
    children.forEach(Fields::finish);
  }

  private String scalar(String key) {
    if (map.get(key) instanceof ScalarNode scalar) {
      return scalar.text();
    }
    problem(key, "found " + map.get(key).describe(), "write a single value");
    return "";
  }

  private double positive(String key) {
    String text = scalar(key);
    if (text.matches("[0-9]{1,18}(\\.[0-9]{1,18})?([eE][+-]?[0-9]{1,2})?")) {
      double value = Double.parseDouble(text);
      if (value > 0) {
        return value;
      }
    }
    problem(key, "found \"" + text + "\"", "write a number above 0, without a unit");
    return 1;
  }

  private long whole(String key, long least, long most) {
    String text = scalar(key);
    if (text.matches("[0-9]{1,18}")) {
      long value = Long.parseLong(text);
      if (value >= least && value <= most) {
        return value;
      }
    }
    problem(key, "found \"" + text + "\"", "write a whole number from " + least);
    return least;
  }

  private <T> T missing(String key, T standIn) {
    problems.add(origin(), path, "\"" + key + "\" is missing", "");
    return standIn;
  }

  private String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
