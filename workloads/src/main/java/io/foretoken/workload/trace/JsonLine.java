package io.foretoken.workload.trace;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.units.NotAQuantityException;
import io.foretoken.input.units.Numbers;
import io.foretoken.input.yaml.ListNode;
import io.foretoken.input.yaml.LocatedJson;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.input.yaml.ScalarNode;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** A JSON object on a line of its own, with typed fields; what is wrong becomes a problem. */
final class JsonLine {
  private static final int MAX_FAST_DIGITS = 18;
  private static final long[] NO_NUMBERS = {};

  private final Origin line;
  private final Problems problems;
  private final MapNode map;
  private boolean bad;

  JsonLine(String text, Origin line, Problems problems) {
    this.line = line;
    this.problems = problems;
    this.map = parse(text);
  }

  private MapNode parse(String text) {
    try {
      LocatedNode node = LocatedJson.parse(text, line.source());
      if (node instanceof MapNode object) {
        return object;
      }
      problem(node.origin(), "", "found " + node.describe(), "write a JSON object on each line");
    } catch (BadInputException e) {
      for (Problem found : e.problems()) {
        problem(found.origin(), found.path(), found.message(), found.hint());
      }
    }
    return MapNode.empty(line);
  }

  /** Whether something is wrong with the line. */
  boolean isBad() {
    return bad;
  }

  /** A number times {@code scale}, rounded, in [0, max]. */
  long scaled(String key, long scale, long max) {
    ScalarNode scalar = scalar(key);
    if (scalar == null) {
      return 0;
    }
    try {
      BigDecimal value = Numbers.decimal(scalar.text()).multiply(BigDecimal.valueOf(scale));
      if (value.signum() >= 0 && value.compareTo(BigDecimal.valueOf(max)) <= 0) {
        return value.setScale(0, RoundingMode.HALF_UP).longValueExact();
      }
      problem(
          key,
          "found " + scalar.text() + ", which is out of range",
          "write a number from 0 to " + max / scale);
    } catch (NotAQuantityException e) {
      problem(key, e.getMessage(), e.hint());
    }
    return 0;
  }

  /** A whole number in [min, max]. */
  int whole(String key, int min, int max) {
    ScalarNode scalar = scalar(key);
    try {
      return scalar == null ? 0 : (int) Numbers.whole(scalar.text(), min, max);
    } catch (NotAQuantityException e) {
      problem(key, e.getMessage(), e.hint());
      return 0;
    }
  }

  /** A list of whole numbers; empty where the key is not there. */
  long[] wholes(String key) {
    LocatedNode node = map.get(key);
    if (node == null || node.isNull()) {
      return NO_NUMBERS;
    }
    if (!(node instanceof ListNode list)) {
      problem(key, "found " + node.describe(), "write a list of whole numbers");
      return NO_NUMBERS;
    }
    long[] numbers = new long[list.items().size()];
    for (int i = 0; i < numbers.length; i++) {
      LocatedNode item = list.items().get(i);
      try {
        numbers[i] = whole(item);
      } catch (NotAQuantityException e) {
        problem(item.origin(), key, e.getMessage(), e.hint());
        return NO_NUMBERS;
      }
    }
    return numbers;
  }

  private static long whole(LocatedNode item) {
    if (!(item instanceof ScalarNode scalar) || scalar.quoted()) {
      throw new NotAQuantityException("found " + item.describe(), "write a whole number");
    }
    String text = scalar.text();
    if (text.length() <= MAX_FAST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Long.parseLong(text);
    }
    return Numbers.whole(text, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private ScalarNode scalar(String key) {
    LocatedNode node = map.get(key);
    if (node instanceof ScalarNode scalar && !scalar.quoted() && !scalar.isNull()) {
      return scalar;
    }
    if (node != null) {
      problem(key, "found " + node.describe(), "write a number");
    } else if (!bad) {
      problem(line, key, "the key \"" + key + "\" is missing", "every request has one");
    }
    return null;
  }

  /** Collects a problem with the value of a key. */
  void problem(String key, String message, String hint) {
    LocatedNode node = map.get(key);
    problem(node == null ? line : node.origin(), key, message, hint);
  }

  /** The parser counts lines within the text it gets, so only its column is of use. */
  private void problem(Origin within, String path, String message, String hint) {
    bad = true;
    int column = Math.max(1, within.column());
    problems.add(Origin.at(line.source(), line.line(), column), path, message, hint);
  }
}
